"""A lawyer reads, asks and signs at the workbench: each walk begins with an empty folder, and nearly all end by comparing the deal file on disk."""

import json
import subprocess
import sys
from pathlib import Path

from conftest import TEMPLATES, new_deal, serving
from hand import NPL, typed
from playwright.sync_api import expect


def test_the_chart_is_read_by_mouse_and_by_keys(folder: Path, visit) -> None:
    with serving(folder) as served:
        v = visit(served)
        page = v.page()
        new_deal(page, served, "ours", "zhongyu-2016-1")
        page.locator("nav.parts a", has_text="Chart").click()
        page.locator("#chart[data-ready]").wait_for()
        box = page.locator("#picture g[id^='n_']", has_text="Zhongyu").first
        box.click()
        assert "In the file" in page.locator("#panel").inner_text()
        page.locator("#whole").click()
        before = page.locator("#picture svg").get_attribute("viewBox")
        page.locator("#picture").focus()
        for key in ("+", "ArrowRight", "ArrowDown"):
            page.keyboard.press(key)
        assert page.locator("#picture svg").get_attribute("viewBox") != before
        page.locator("#whole").click()
        assert page.locator("#picture svg").get_attribute("viewBox") == before
        page.locator("#picture").hover()
        page.mouse.wheel(0, -240)
        expect(page.locator("#picture svg")).not_to_have_attribute("viewBox", before)
        slider = page.locator("#slider")
        gone = set()
        for n in range(int(slider.get_attribute("max"))):
            slider.fill(str(n))
            assert "20" in page.locator("#shown-day").inner_text()
            gone.add(page.locator("#picture g.off").count())
        assert max(gone) > 0
        assert len(gone) > 1, "other days show other parts"
        slider.fill(slider.get_attribute("max"))
        line = page.locator("#picture g[id^='e_']").first
        line.focus()
        page.keyboard.press("Enter")
        assert "→" in page.locator("#panel h2").inner_text()
        page.locator("#panel a[href*='/text?line=']").click()
        page.wait_for_selector("form[data-ready]")
        page.go_back()
        page.locator("#chart[data-ready]").wait_for()
        assert "→" in page.locator("#panel h2").inner_text(), "the back button finds what was chosen"
        for over in ("jurisdictions", "nothing"):
            page.locator("select[name=over]").select_option(over)
            page.locator("form[method=get] button").click()
            page.locator("#chart[data-ready]").wait_for()
        page.locator("select[name=view]").select_option("cash")
        page.locator("input[name=day]").fill("2017-06-30")
        page.locator("form[method=get] button").click()
        page.locator("#chart[data-ready]").wait_for()
        assert "day=2017-06-30" in page.url
    assert (folder / "ours" / "deal.yaml").read_bytes() == (TEMPLATES / "zhongyu-2016-1" / "deal.yaml").read_bytes()


def test_review_on_the_page_and_on_the_command_line_agree(folder: Path, visit) -> None:
    deal = folder / "ours"
    command = [sys.executable, "-m", "legalmodel", "review"]
    with serving(folder) as served:
        v = visit(served)
        page = v.page()
        new_deal(page, served, "ours", "cn-entrusted")
        before = (deal / "deal.yaml").read_text(encoding="utf-8")
        page.goto(served.home + "/deal/ours/review")
        page.locator("summary", has_text="Sign off").click()
        page.locator("form[action$='/review/sign'] button").click()
        page.get_by_role("link", name="Who you are").last.click()
        page.locator("input[name=name]").fill("Chen Yi")
        page.locator("input[name=identified]").fill("staff number 7")
        page.get_by_role("button", name="This is me").click()
        page.goto(served.home + "/deal/ours/review")
        page.locator("#comments textarea").fill("The sale is dated after the closing <b>?</b>")
        page.locator("#comments button").click()
        assert "<b>?</b>" in page.locator("#comments li").inner_text()
        page.locator("#questions summary").first.click()
        page.locator("#questions a").first.click()
        page.locator("select[name=answer]").select_option("no")
        page.get_by_role("button", name="Write it down").click()
        page.get_by_text("a comment is mandatory").wait_for()
        page.go_back()
        page.locator("select[name=answer]").select_option("no")
        page.locator("textarea[name=comment]").fill("Not shown.")
        page.get_by_role("button", name="Write it down").click()
        page.locator("#questions .said").first.wait_for(state="attached")
        accept = page.locator("#accept a").first
        accept.evaluate("a => a.closest('details').open = true")
        accept.click()
        page.locator("textarea[name=reason]").fill("Priced in.")
        page.locator("input[name=until]").fill("2027-06-30")
        page.get_by_role("button", name="Write it down").click()
        page.wait_for_url("**/review#accept")
        page.locator("summary", has_text="Sign off").click()
        page.locator("form[action$='/review/sign'] button").first.click()
        page.get_by_text("holds", exact=True).wait_for()
        told = subprocess.run([*command, "status", str(deal), "--format", "json"], capture_output=True, text=True)
        status = json.loads(told.stdout)
        assert status["broken"] == ""
        assert [(s["name"], s["role"], s["holds"]) for s in status["signatures"]] == [("Chen Yi", "maker", True)]
        signed = subprocess.run(
            [
                *command,
                "sign",
                str(deal),
                "--as",
                "Li Wen",
                "--role",
                "checker",
                "--identified",
                "staff number 9",
                "--run-day",
                "2026-11-30",
            ],
            capture_output=True,
            text=True,
        )
        assert signed.returncode == 0, signed.stderr + signed.stdout
        page.reload()
        assert page.get_by_text("holds", exact=True).count() == 2
        trail = page.request.get(served.home + "/deal/ours/review/trail.json").json()
        assert trail["trouble"] == ""
        assert [r["kind"] for r in trail["records"] if r["kind"] != "log"] == ["comment", "row", "row", "sign"]
        assert "Chen" not in json.dumps(trail["records"])
        log = deal / "deal.review.jsonl"
        log.write_text("\n".join(log.read_text(encoding="utf-8").splitlines()[:-1]) + "\n", encoding="utf-8")
        page.reload()
        page.get_by_text("cut or replaced").wait_for()
    after = (deal / "deal.yaml").read_text(encoding="utf-8")
    assert after.startswith(before.rstrip("\n"))
    assert "Priced in." in after.removeprefix(before.rstrip("\n"))
    assert "by: Chen Yi" in after


def test_a_chinese_deal_in_chinese(folder: Path, visit) -> None:
    with serving(folder) as served:
        v = visit(served)
        page = v.page()
        page.goto(served.home + "/")
        page.get_by_role("button", name="中文").click()
        page.get_by_role("heading", name="交易").first.wait_for()
        page.locator("input[name=name]").fill("临江二零二五")
        page.locator("select[name=template]").select_option("cn-npl-trust")
        page.locator("form[action='/new'] button").click()
        page.wait_for_url("**/deal/*")
        assert page.locator("html").get_attribute("lang") == "zh"
        for part in ("", "/findings", "/chart", "/text", "/review"):
            page.goto(f"{served.home}/deal/{'临江二零二五'}{part}")
            page.wait_for_load_state("networkidle")
            assert "[en]" not in page.locator("body").inner_text().replace("[en]uropean", ""), part
        page.goto(f"{served.home}/deal/临江二零二五/text")
        page.wait_for_selector("form[data-ready]")
        typed(page, "临江2025-1", "临江2025-9")
        page.keyboard.press("Control+s")
        expect(page.locator("#state")).to_have_text("已保存")
    text = (folder / "临江二零二五" / "deal.yaml").read_text(encoding="utf-8")
    assert "临江2025-9" in text
    assert text != NPL
    assert len(text) == len(NPL)


def test_forms_write_into_the_text_and_leave_the_rest_alone(folder: Path, visit) -> None:
    with serving(folder) as served:
        v = visit(served)
        page = v.page()
        new_deal(page, served, "ours", "cn-npl-trust")
        page.locator("nav.parts a", has_text="Forms").click()
        page.locator("section", has=page.get_by_role("heading", name="Parties")).locator("li a").first.click()
        page.locator("select[name='f:form']").select_option("trust_company")
        page.get_by_role("button", name="Write it into the file").click()
        page.wait_for_url("**/forms/parties?id=*")
        assert page.locator("select[name='f:form']").input_value() == "trust_company"
        file = folder / "ours" / "deal.yaml"
        one = file.read_text(encoding="utf-8")
        before, after = NPL.splitlines(), one.splitlines()
        changed = [(a, b) for a, b in zip(before, after, strict=True) if a != b]
        assert len(changed) == 1
        assert changed[0][0].replace("commercial_bank", "trust_company") == changed[0][1]
        page.goto(served.home + "/deal/ours/forms")
        page.locator("section", has=page.get_by_role("heading", name="Parties")).get_by_role("link", name="Add one").click()
        page.locator("input[name=new_id]").fill("third_rater")
        page.locator("input[name='f:name']").fill("Third Rating")
        page.locator("select[name='f:form']").select_option("rating_agency")
        page.get_by_role("button", name="Write it into the file").click()
        page.wait_for_url("**/forms/parties?id=third_rater")
        page.goto(served.home + "/deal/ours/forms/deal")
        page.locator("select[name='f:stage']").select_option("matured")
        file.write_text(one, encoding="utf-8")  # somebody else was quicker
        page.get_by_role("button", name="Write it into the file").click()
        page.get_by_text("has changed meanwhile").wait_for()
    assert file.read_text(encoding="utf-8") == one


def test_the_interview_writes_an_answer_with_its_document(folder: Path, visit) -> None:
    with serving(folder) as served:
        v = visit(served)
        page = v.page()
        new_deal(page, served, "ours", "zhongyu-2016-1")
        page.locator("nav.parts a", has_text="Questions").click()
        first = page.locator("#question h2").inner_text()
        page.locator(".put-off").click()
        page.wait_for_url("**later=*")
        assert page.locator("#question h2").inner_text() != first
        page.go_back()
        path = page.locator("#answer input[name=fact]").get_attribute("value")
        page.locator("#answer input[name=value]").first.check()
        if page.locator("#answer select[name=document]").count():
            page.locator("#answer select[name=document]").select_option("b1")
        page.get_by_role("button", name="Write it into the file").click()
        page.wait_for_load_state()
        assert page.locator("#answer input[name=fact]").get_attribute("value") != path
    before, after = (
        (TEMPLATES / "zhongyu-2016-1" / "deal.yaml").read_text(encoding="utf-8"),
        (folder / "ours" / "deal.yaml").read_text(encoding="utf-8"),
    )
    assert after != before
    assert [line for line in before.splitlines() if line.strip().startswith("#")] == [
        line for line in after.splitlines() if line.strip().startswith("#")
    ]
    told = subprocess.run(
        [sys.executable, "-m", "legalmodel", "validate", str(folder / "ours")], capture_output=True, text=True
    )
    assert told.returncode == 0, told.stdout


def test_stress_cure_and_comparison(folder: Path, visit) -> None:
    with serving(folder) as served:
        v = visit(served)
        page = v.page()
        new_deal(page, served, "ours", "cn-npl-trust-faulty")
        file = folder / "ours" / "deal.yaml"
        before = file.read_text(encoding="utf-8")
        page.locator("nav.parts a", has_text="What if").click()
        page.get_by_role("button", name="What follows?").click()
        page.locator("ul.says li").first.wait_for()
        assert page.locator("main table tr").count() > 2
        page.get_by_role("button", name="What would have to change?").click()
        way = page.get_by_role("button", name="Write way 1 into the file")
        way.click()
        page.wait_for_url("**/deal/ours")
        assert file.read_text(encoding="utf-8") != before
        page.locator("nav.parts a", has_text="Compare").click()
        page.locator("select[name=version]").select_option(index=1)
        page.get_by_role("button", name="Compare").click()
        page.wait_for_url("**version=*")
        assert page.locator("main section").count() >= 1
        cured = file.read_text(encoding="utf-8")
    told = subprocess.run([sys.executable, "-m", "legalmodel", "cure", str(folder / "ours")], capture_output=True, text=True)
    assert told.returncode in (0, 1), told.stderr
    kept = [f.read_text(encoding="utf-8") for f in (folder / ".legalmodel" / "versions").rglob("*") if f.is_file()]
    assert kept == [before]
    assert file.read_text(encoding="utf-8") == cured


def test_the_law_is_read_and_signed_for(folder: Path, tmp_path: Path, visit) -> None:
    from legalmodel.law.load import load_law

    rule = next(r for r in load_law().rules.values() if r.text_read == "memory")
    pack = tmp_path / "our-law"
    pack.mkdir()
    (folder / "copy.txt").write_text("the words that were read", encoding="utf-8")
    with serving(folder, "--law", str(pack)) as served:
        v = visit(served)
        page = v.page()
        page.goto(served.home + "/law")
        page.locator("#filter").fill("Trust Law")
        assert page.locator(".question:visible").count() >= 1
        page.goto(f"{served.home}/law/{rule.id}")
        page.locator("input[name=articles]").fill("1")
        page.locator("input[name=version]").fill("2026-01-01")
        page.locator("input[name=capacity]").fill("lawyer")
        page.locator("input[name=admitted]").fill("Beijing")
        page.get_by_role("button", name="Sign for it").click()
        page.get_by_text("say first who you are").first.wait_for()
        page.goto(served.home + "/people")
        page.locator("input[name=name]").fill("Chen Yi")
        page.locator("input[name=identified]").fill("staff number 7")
        page.get_by_role("button", name="This is me").click()
        page.goto(f"{served.home}/law/{rule.id}")
        page.locator("input[name=articles]").fill("1")
        page.locator("input[name=version]").fill("2026-01-01")
        page.locator("input[name=capacity]").fill("lawyer")
        page.locator("input[name=admitted]").fill("Beijing")
        page.get_by_role("button", name="Sign for it").click()
        page.get_by_text("Chen Yi").first.wait_for()
    told = subprocess.run(
        [sys.executable, "-m", "legalmodel", "law", "attest", "--list", "--law", str(pack)], capture_output=True, text=True
    )
    assert f"{rule.id}: Chen Yi" in told.stdout
