/// The looks of the page: one column of A4's width, black on white, three tones that differ in print without colour.
enum ReportStyle {
    static let text = """
        :root { color-scheme: light; --ink: #1c2733; --quiet: #56636f; --line: #d5dce2; --accent: #174a72; }
        * { box-sizing: border-box; }
        body { margin: 0; background: #f3f5f7; color: var(--ink);
          font: 15px/1.5 "Noto Sans", "Segoe UI", "Be Vietnam Pro", Roboto, "Helvetica Neue", Arial, sans-serif; }
        main { max-width: 860px; margin: 24px auto; padding: 48px 56px 56px; background: #fff;
          border: 1px solid var(--line); }
        header { border-bottom: 3px solid var(--accent); padding-bottom: 16px; }
        h1 { margin: 0 0 8px; font-size: 28px; line-height: 1.2; font-weight: 600; color: var(--accent); }
        h2 { margin: 44px 0 4px; font-size: 19px; line-height: 1.3; font-weight: 600; color: var(--accent); }
        h3 { margin: 24px 0 6px; font-size: 15px; font-weight: 600; }
        p { margin: 8px 0; max-width: 68ch; }
        .warning { font-weight: 600; border: 2px solid #b3442c; padding: 6px 12px; max-width: none; }
        .lead { color: var(--quiet); margin-top: 0; }
        .facts { list-style: none; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: 0 24px;
          color: var(--quiet); }
        .figures { display: grid; grid-template-columns: repeat(4, 1fr); gap: 0; margin: 28px 0 0; }
        .figures div { padding: 4px 16px 4px 16px; border-left: 1px solid var(--line); }
        .figures div:first-child { padding-left: 0; border-left: 0; }
        .figures dt { font-size: 13px; color: var(--quiet); min-height: 2.6em; line-height: 1.3; }
        .figures dd { margin: 0; }
        .figures strong { display: block; font-size: 30px; line-height: 1.2; font-weight: 600;
          font-variant-numeric: tabular-nums; }
        .figures span { font-size: 12.5px; color: var(--quiet); }
        .chart { margin: 10px 0 12px; }
        svg { display: block; width: 100%; height: auto; overflow: visible; }
        svg text { font-size: 12.5px; fill: var(--ink); }
        svg text.note { fill: var(--quiet); }
        svg text.ina { fill: #fff; } svg text.inb { fill: #10222f; } svg text.inc { fill: #fff; }
        svg text.ind, svg text.ine { fill: #10222f; }
        .a { fill: #174a72; background: #174a72; } .b { fill: #8fbcdb; background: #8fbcdb; }
        .c { fill: #b3442c; background: #b3442c; } .d { fill: #d3dbe1; background: #d3dbe1; }
        .e { fill: #fff; stroke: #9aa7b2; background: #fff; outline: 1px solid #9aa7b2; }
        line.grid { stroke: #e6ebef; } line.axis { stroke: #7d8a96; }
        .legend { list-style: none; margin: 0 0 8px; padding: 0; display: flex; flex-wrap: wrap; gap: 2px 20px;
          font-size: 13px; color: var(--quiet); }
        .key { display: inline-block; width: 11px; height: 11px; margin-right: 7px; }
        table { width: 100%; border-collapse: collapse; font-size: 13.5px; line-height: 1.35; margin: 8px 0 4px;
          font-variant-numeric: tabular-nums; }
        caption { text-align: left; font-weight: 600; font-size: 15px; padding: 16px 0 6px; }
        .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); padding: 0; }
        thead th { text-align: left; font-weight: 600; color: var(--quiet); border-bottom: 1.5px solid #7d8a96;
          vertical-align: bottom; font-size: 12.5px; }
        th, td { padding: 5px 10px 5px 0; }
        tbody th { font-weight: 400; text-align: left; }
        tbody th, tbody td { border-bottom: 1px solid #e6ebef; vertical-align: top; }
        th.number, td.number { text-align: right; padding-right: 0; padding-left: 12px; }
        td:not(.number) { text-align: right; padding-right: 0; padding-left: 12px; color: var(--quiet); }
        .wide td { white-space: nowrap; }
        .wide { font-size: 12.5px; } .wide thead th { font-size: 11.5px; }
        .total th, .total td { font-weight: 600; border-top: 1.5px solid #7d8a96; border-bottom: 0; }
        summary { cursor: pointer; color: var(--accent); font-size: 13px; padding: 4px 0; }
        section:last-of-type { font-size: 13.5px; color: var(--quiet); }
        section:last-of-type h2 { font-size: 16px; }
        section:last-of-type p { max-width: none; }
        @media (max-width: 700px) {
          main { margin: 0; padding: 24px 18px; border: 0; } .figures { grid-template-columns: repeat(2, 1fr); gap: 16px 0; }
          .part { overflow-x: auto; }
        }
        @page { size: A4; margin: 16mm 16mm 18mm; @bottom-right { content: counter(page) " / " counter(pages);
          font: 9pt sans-serif; color: #56636f; } }
        @media print {
          body { background: #fff; font-size: 10pt; }
          main { max-width: none; margin: 0; padding: 0; border: 0; }
          h1 { font-size: 19pt; } h2 { font-size: 13pt; margin-top: 22pt; break-after: avoid; }
          h3, caption, .lead, .legend { break-after: avoid; }
          .figures strong { font-size: 20pt; }
          table { font-size: 9pt; } .wide { font-size: 8pt; } .wide thead th { font-size: 7.5pt; }
          .chart, tr, .figures, section:last-of-type p { break-inside: avoid; }
          details { display: none; }
          * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
        }

        """
}
