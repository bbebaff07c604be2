import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder, type Stage } from '../stage.ts'
import { linkLocally } from './local-links.ts'
import { type PageHead, renderPage } from './page.ts'
import { composePages, type Page } from './pages.ts'

/** Writes all pages below `.demo/`, with GitHub's own stylesheet and Mermaid beside them; gives the index's path. */
export async function writePages(stage: Stage, moments: readonly Page[]): Promise<string> {
  const folder = join(projectFolder, '.demo')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(join(folder, 'assets'), { recursive: true })
  for (const { from, name } of assets) copyFileSync(join(projectFolder, from), join(folder, 'assets', name))
  const pages = await composePages(stage, moments)
  const site = { url: `${stage.github.url}/${stage.repository}`, pages }
  for (const page of pages) writeFileSync(join(folder, page.name), linkLocally(renderPage(page, linkedHead), site))
  return '.demo/index.html'
}

const assets = [
  { from: 'node_modules/github-markdown-css/github-markdown.css', name: 'github-markdown.css' },
  { from: 'node_modules/github-markdown-css/license', name: 'github-markdown-css.license' },
  { from: 'node_modules/mermaid/dist/mermaid.min.js', name: 'mermaid.js' },
  { from: 'node_modules/mermaid/LICENSE', name: 'mermaid.LICENSE' },
  { from: 'demo/pages/page.css', name: 'page.css' },
] as const

const linkedHead: PageHead = {
  styles: '<link rel="stylesheet" href="assets/github-markdown.css">\n<link rel="stylesheet" href="assets/page.css">',
  script: '<script src="assets/mermaid.js"></script>',
}
