"""What was done by keys alone: pairs of the cross layer, the trash, finding, evidence and awards mended."""

from tests.cli.test_year_work import V22, V23, Ktd, run

__all__ = ["run"]


def test_who_scores_whom_pair_by_pair(run: Ktd) -> None:
    assert run("score", "cross", *V23, "--pair", "CQT I=Vụ TK", "--pair", "Vụ TK = CQT I") == (
        0,
        "CQT I → Vụ TK\nVụ TK → CQT I",
    )
    assert run("score", "cross", *V23, "--drop", "CQT I=Vụ TK")[1] == "Vụ TK → CQT I"
    assert run("score", "cross", *V23, "--drop", "CQT I=Vụ TK") == (1, "CQT I không chấm Vụ TK.")
    assert run("score", "cross", *V23, "--pair", "CQT I")[0] == 1
    assert run("score", "cross", *V23, "--pair", "CQT I=CQT I")[0] == 1, "a unit scores itself"
    assert run("score", "cross", *V23, "--pair", "Vụ TK=CQT I")[0] == 1, "the same pair twice"
    assert run("score", "cross", *V23, "--each", "1", "--drop", "all") == (0, "")


def test_what_was_deleted_comes_back(run: Ktd) -> None:
    assert run("trash", "list") == (0, "Thùng rác trống.")
    assert run("unit", "add", "--bloc", "V", "--name", "Cục Nhầm")[0] == 0
    assert run("unit", "delete", "Cục Nhầm")[0] == 0
    status, said = run("trash", "list")
    assert (status, said.split("  ", 2)[2]) == (0, "thu-ky  đơn vị: Cục Nhầm")
    assert run("find", "cuc", "nham")[1] == "Không tìm thấy. Thử ít chữ hơn."
    assert run("trash", "back", "1") == (0, "Thùng rác trống.")
    assert run("find", "cuc", "nham")[1].startswith("đơn vị:  Cục Nhầm")
    assert run("trash", "back", "1")[0] == 1


def test_awards_of_a_decision_are_mended(run: Ktd) -> None:
    assert run("decision", "add", "--number", "9/QĐ", "--day", "20/12/2022", "--year", "2022")[0] == 0
    assert run("decision", "award", "1", "--title", "Giấy khen", "--unit", "Vụ TK")[0] == 0
    assert run("decision", "mend", "1", "1", "--unit", "CQT I")[1].splitlines()[1] == (
        "1  Giấy khen  Cục Quản trị I"
    )
    assert run("decision", "mend", "1", "2", "--unit", "CQT I")[0] == 1


def test_evidence_is_mended_and_what_is_left_out_stays(run: Ktd) -> None:
    assert run("year", "stage", *V22, "scoring", "--reason", "Chấm lại")[0] == 0
    of = (*V22, "--unit", "Vụ TK", "--code", "I.1")
    assert run("score", "evidence", "add", *of, "Báo cáo", "--number", "05/BC", "--day", "09/12/2022")[0] == 0
    status, said = run("score", "evidence", "edit", *of, "Báo cáo", "--title", "Báo cáo năm")
    assert status == 0, said
    told = run.told("score", "evidence", "list", *of[:-2])
    assert isinstance(told, dict)
    assert ("Báo cáo năm", "05/BC", "2022-12-09") in [
        (one["title"], one["number"], one["day"]) for one in told["evidence"]
    ]
    assert run("score", "evidence", "edit", *of, "Báo cáo", "--number", "6")[0] == 1
