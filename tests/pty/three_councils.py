"""Three councils of other words, numbers and people: names, who sits in each, how its meeting goes."""

from tests.pty.council_cases import Case, Office, Row, Someone, Stepped

MINISTRY = Case(
    "ministry",
    "ministry",
    ("Hội đồng Thi đua - Khen thưởng Bộ", "Bộ Kế hoạch", "BKH", "Hà Nội"),
    ("VI", "Khối các Cục, Vụ tổng hợp", "KTH", "", "Trưởng khối", "Phó Trưởng khối"),
    ("Kỷ niệm chương ngành Kế hoạch", "hình thức", "cá nhân", "bộ"),
    (
        Office("Cục Thống kê", "Cục TK", "Hà Nội", (Someone("TS Đỗ Văn Mẫn", "Cục trưởng", heads=True),)),
        Office("Vụ Pháp chế", "Vụ PC", "", (Someone("Bà Lý Thu Hà", "Phó Vụ trưởng"),)),
        Office("Vụ Pháp luật quốc tế", "Vụ PLQT", "", (Someone("Vũ Nam", "Vụ trưởng", heads=True),)),
    ),
    "",
    Row("điểm thưởng", "bonus", "T9", "Có đề án được Thủ tướng khen", "3"),
    (
        (Stepped("statements", "Thảo luận tại hội trường", at=3),),
        (
            "preparation; opening; report; statements=Thảo luận tại hội trường; limitations; scores; awards; "
            "directions; election; handover; conclusion; approval"
        ),
    ),
    2024,
    "Nói đi đôi với làm",
    "thong ke",
    "quoc te",
    "3/4",
    "15/01/2025",
    "08:00",
    "Phòng họp số 2",
    "lth",
    tuple(f"{group}.{place}" for group in ("I", "II", "III") for place in range(1, 6)),
    (
        "20 20 8 5 6 5 5 4 3 3 4 5 4 3 4",
        "19 19 7 6 5 5 4 4 3 3 4 4 4 3 3",
        "18 20 8 4 6 5 5 3 3 2 3 5 4 2 4",
    ),
)


PROVINCE = Case(
    "province",
    "province",
    ("Hội đồng Thi đua - Khen thưởng tỉnh", "Ủy ban nhân dân tỉnh", "UBND", "Đà Nẵng"),
    ("7", "Khối thi đua các Sở", "KS7", "", "", ""),
    ("Cờ dẫn đầu phong trào", "danh hiệu", "tập thể", "cơ sở"),
    (
        Office("Sở Nội vụ", "SNV", "Đà Nẵng", (Someone("Ông Trần Bá", "Giám đốc", heads=True),)),
        Office("Sở Y tế", "SYT", "Hội An", (Someone("Trần Bá", "Giám đốc", heads=True),)),
    ),
    "C-1",
    Row("xếp loại", "grade", "", "Có tham gia", "0"),
    (
        (
            Stepped("regulation", "quy chế", up=4, shown="thông qua quy chế"),
            Stepped("giving", "trao khen", up=5, shown="đã trao"),
        ),
        (
            "preparation; opening; report; statements; limitations; scores; awards; giving; regulation; "
            "directions; election; handover; conclusion; approval"
        ),
    ),
    2024,
    "Kỷ cương, sáng tạo",
    "noi vu",
    "y te",
    "2/3",
    "20/12/2024",
    "14:30",
    "Trung tâm hành chính",
    "syt",
    ("I.1", "II.1", "III.1"),
    ("590 190 195", "580 180 190"),
    half=True,
)


SCHOOLS = Case(
    "schools",
    "grassroots",
    ("Hội đồng Thi đua - Khen thưởng Đại học", "Đại học Vùng", "ĐHV", "Huế"),
    ("Các trường", "Cụm thi đua các trường", "CTR", "Cụm", "", ""),
    ("Nhà giáo mẫu mực của Đại học", "danh hiệu", "cá nhân", "cơ sở"),
    (
        Office(
            "Trường Đại học Sư phạm", "ĐHSP", "Huế",
            (
                Someone("PGS.TS Nguyễn Trần Phúc", "Hiệu trưởng", heads=True),
                Someone("Hồ Lan", "Phó Hiệu trưởng"),
            ),
        ),
        Office("Viện Công nghệ", "VCN", "Huế", (Someone("GS.TS Võ Quý", "Viện trưởng", heads=True),)),
        Office("Trường Cao đẳng Y", "CĐY", "Huế", ()),
    ),
    "B-1",
    Row("nhóm", "group", "IV", "Nghiên cứu khoa học", "15"),
    (
        (
            Stepped("pledge", "giao ước", up=1, shown="ký giao ước"),
            Stepped("flag", "cờ", up=1, shown="đã bàn giao cờ"),
        ),
        (
            "preparation; opening; report; statements; limitations; scores; awards; directions; election; "
            "handover; pledge; flag; conclusion; approval"
        ),
    ),
    2025,
    "Dạy tốt, học tốt",
    "su pham",
    "vien",
    "1/2",
    "30/01/2026",
    "07:30",
    "Hội trường A",
    "hl",
    (*(f"0{place}" for place in range(1, 8)), "IV.1"),
    (
        "8 9 15 8 9 7 16 9",
        "10 10 18 9 10 8 20 14",
        "10 9 17 10 9 9 18 12",
    ),
)  # fmt: skip


CASES = (MINISTRY, PROVINCE, SCHOOLS)
