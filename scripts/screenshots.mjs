// Makes the README's pictures from the demo's pages: run the demo first, then `npm run screenshots`.
import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'

const project = dirname(dirname(fileURLToPath(import.meta.url)))
const pages = join(project, '.demo')
const pictures = join(project, 'docs', 'images')
const browserPath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'

/** What is taken: a page (by the start of its name), the element on it, and the width of the window. */
const shots = [
  { name: 'board', page: 'issue-2-the-first-board', element: '.comment:has(header .bot)', width: 900 },
  { name: 'board-phone', page: 'issue-2-the-first-board', element: '.comment:has(header .bot)', width: 390 },
  {
    name: 'refusal',
    page: 'issue-2-the-refusal',
    element: '.comment:has(header .bot):has-text("Reopened")',
    width: 900,
  },
  { name: 'postmortem', page: 'runbooks-postmortems-', element: 'main', width: 900, height: 1800 },
  { name: 'pull-request', page: 'pull-3', element: 'main', width: 1080, height: 1200 },
]

function stop(message) {
  console.error(message)
  process.exit(1)
}

if (!existsSync(join(pages, 'index.html'))) stop('There are no pages yet: run `npm run demo` first.')
if (!existsSync(browserPath)) {
  stop(`No Chromium at ${browserPath}. Install it, or set CHROMIUM_PATH to the program of a Chromium or Chrome.`)
}

mkdirSync(pictures, { recursive: true })
const asRoot = process.getuid?.() === 0
const browser = await chromium.launch({ executablePath: browserPath, args: asRoot ? ['--no-sandbox'] : [] })
try {
  for (const shot of shots) await take(shot)
} finally {
  await browser.close()
}

async function take({ name, page: start, element, width, height = 900 }) {
  const file = readdirSync(pages).find((entry) => entry.startsWith(start) && entry.endsWith('.html'))
  if (file === undefined) stop(`The demo left no page ${start}*.html.`)
  const page = await browser.newPage({ viewport: { width, height }, deviceScaleFactor: 2 })
  await page.goto(pathToFileURL(join(pages, file)).href)
  await page.waitForSelector('body[data-drawn=yes]')
  const box = await page.locator(element).first().boundingBox()
  if (box === null) stop(`Nothing on ${file} matches ${element}.`)
  const clip = { x: box.x - 8, y: box.y - 8, width: box.width + 16, height: Math.min(box.height, height) + 16 }
  const path = join(pictures, `${name}.png`)
  await page.screenshot({ path, clip, fullPage: true })
  await page.close()
  console.log(`docs/images/${name}.png`)
}
