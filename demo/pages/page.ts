import { escapeHtml } from './escape-html.ts'

/** How a page gets its style and Mermaid: elements for its head. */
export interface PageHead {
  readonly styles: string
  readonly script: string
}

/** A whole HTML page. */
export function renderPage(page: { readonly title: string; readonly body: string }, head: PageHead): string {
  const { title, body } = page
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
${head.styles}
</head>
<body>
<main>
${body}
</main>
${head.script}
<script>
const dark = matchMedia('(prefers-color-scheme: dark)').matches
mermaid.initialize({ startOnLoad: false, theme: dark ? 'dark' : 'neutral', gantt: { useWidth: 760 } })
mermaid.run({ querySelector: 'pre[lang=mermaid]' }).finally(() => { document.body.dataset.drawn = 'yes' })
</script>
</body>
</html>
`
}
