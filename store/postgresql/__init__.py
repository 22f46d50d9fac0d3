"""The same data in a PostgreSQL database: for several application servers, or with a standby."""
