from __future__ import annotations

from website.markdown import Heading, Passage, Rendered, Target, render, screens


def rendered(text: str) -> Rendered:
    def link(target: str) -> Target:
        return Target(f"to/{target}", "The other page" if target == "other.md" else "")

    return render(text, link, {"report": "commands/report.html"}.get)


def test_headings_have_the_anchors_of_a_repository_with_their_letters() -> None:
    page = rendered(
        "# Đề mục\n\n## Số liệu, 2024\n\n### `ttdt check` không thấy\n\n## Số liệu, 2024\n"
    )
    assert page.title == "Đề mục"
    assert page.headings == (
        Heading(2, "Số liệu, 2024", "số-liệu-2024"),
        Heading(3, "ttdt check không thấy", "ttdt-check-không-thấy"),
        Heading(2, "Số liệu, 2024", "số-liệu-2024-1"),
    )
    assert '<h2 id="số-liệu-2024-1">' in page.html


def test_a_link_leads_to_the_page_and_a_files_name_reads_as_its_title() -> None:
    page = rendered("[other.md](other.md), [some words](other.md), ![](picture.svg)\n")
    assert '<a href="to/other.md">The other page</a>' in page.html
    assert '<a href="to/other.md">some words</a>' in page.html
    assert 'src="to/picture.svg"' in page.html


def test_a_command_set_as_code_leads_to_its_page_unless_it_is_within_a_link() -> None:
    page = rendered("`ttdt report`, `ttdt reprot`, [`ttdt report`](x), `ttdt report Q2`\n")
    assert page.html == (
        '<p><a href="commands/report.html"><code>ttdt report</code></a>, <code>ttdt reprot</code>,'
        ' <a href="to/x"><code>ttdt report</code></a>,'
        ' <a href="commands/report.html"><code>ttdt report Q2</code></a></p>\n'
    )
    assert (
        rendered("# `ttdt report`\n").html == '<h1 id="ttdt-report"><code>ttdt report</code></h1>\n'
    )


def test_what_was_typed_stands_out_and_nothing_is_taken_for_html() -> None:
    page = rendered("```console\n$ ttdt check <a>\n<b>\n```\n\n<script>x</script>\n")
    assert '<b class="typed">$ ttdt check &lt;a&gt;\n</b>&lt;b&gt;\n' in page.html
    assert "<script>" not in page.html


def test_a_block_says_which_file_it_is() -> None:
    assert "<figcaption>a.csv</figcaption>" in rendered("```csv a.csv\nx,y\n```\n").html


def test_the_search_finds_words_tables_and_screens_by_heading() -> None:
    page = rendered(
        "# A\n\nFirst *words*.\n\n## B\n\n| x | y |\n|---|---|\n| 1 | `2` |\n\n```sh\nls  -l\n```\n"
    )
    assert page.passages == (
        Passage("A", "a", "First words."),
        Passage("B", "b", "x y 1 2 ls -l"),
    )


def test_screens_are_what_was_typed_and_what_was_shown() -> None:
    text = "```console\n$ ttdt a\none\n\ntwo\n$ ttdt b\n```\n\n```sh\n$ ttdt c\n```\n"
    assert list(screens(text)) == [("ttdt a", ("one", "", "two")), ("ttdt b", ())]
