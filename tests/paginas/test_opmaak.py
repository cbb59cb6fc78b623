"""A page keeps the rules of its style that it uses, and no others."""

from __future__ import annotations

import pytest

from wijkmonitor.paginas.opmaak import trim_style

PAGE = '<div class="wm v1"><p class="kop" id="b-een">x</p><table></table></div>'


@pytest.mark.parametrize(
    "rule",
    [
        ".wm .kop{color:red}",
        "#b-een{color:red}",
        ".wm:has(.weg) p{color:red}",
        ".wm p:not(.weg,.ook):is(.kop,.weg){color:red}",
        "@media print{.wm .proef{bottom:0}}",
        "@media print{@page{size:A4}}",
        "@page{margin:1cm}",
        ".wm{& .dia{color:red}}",
        '.kop::before{content:"a, b"}',
    ],
)
def test_a_rule_that_may_be_used_stays(rule: str) -> None:
    assert trim_style(f"<style>{rule}</style>{PAGE}") == f"<style>{rule}</style>{PAGE}"


@pytest.mark.parametrize("rule", [".weg{color:red}", ".wm ul{color:red}", "#weg p{a:b}", "@media print{.weg{a:b}.wm ol{a:b}}"])
def test_a_rule_that_nothing_uses_goes(rule: str) -> None:
    assert trim_style(f"<style>{rule}.kop{{a:b}}</style>{PAGE}") == f"<style>.kop{{a:b}}</style>{PAGE}"


def test_of_a_rule_for_several_the_part_that_is_used_stays_and_spaces_and_comments_go() -> None:
    sheet = "/* why */\n.weg, .kop ,\n .wm > p { color : red;\n margin:0 auto }\n"
    assert trim_style(f"<style>{sheet}</style>{PAGE}") == f"<style>.kop,.wm>p{{color : red;margin:0 auto}}</style>{PAGE}"


def test_a_page_with_a_script_keeps_its_style() -> None:
    page = f"<style>.weg{{a:b}}</style>{PAGE}<script>1</script>"
    assert trim_style(page) == page
