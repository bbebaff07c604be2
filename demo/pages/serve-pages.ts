import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder, type Stage } from '../stage.ts'
import { type PageHead, renderPage } from './page.ts'
import { composePages } from './pages.ts'

const MERMAID = '/mermaid.js'

/** Lets the embedded GitHub itself show the repository's pages, always as they now are. */
export function servePages(stage: Stage): void {
  const read = (path: string) => readFileSync(join(projectFolder, path), 'utf8')
  const styles = ['node_modules/github-markdown-css/github-markdown.css', 'demo/pages/page.css'].map(read)
  const head: PageHead = {
    styles: `<style>${styles.join('\n')}</style>`,
    script: `<script src="${MERMAID}"></script>`,
  }
  stage.github.world.pages = async (path) => {
    if (path === MERMAID) return read('node_modules/mermaid/dist/mermaid.min.js')
    const root = `/${stage.repository}`
    if (path !== root && !path.startsWith(`${root}/`)) return null
    const place = path.slice(root.length + 1).replace(/^blob\/[^/]+\//, 'blob/')
    const pages = await composePages(stage)
    const page = pages.find(({ places, name }) => places.includes(place) || name === place)
    return page === undefined ? null : renderPage(page, head).replace('<head>', `<head><base href="${root}/">`)
  }
}
