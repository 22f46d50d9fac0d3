"""Operations on all data at once, and on the machine it lies on."""
