import { chooseShown } from '../../src/runbooks/choose-shown.ts'
import { buildCorpus } from '../../src/runbooks/corpus.ts'
import { matchRunbooks } from '../../src/runbooks/match.ts'
import type { Engine } from './engine.ts'

/** Muster's matcher with its one configuration. */
export const musterEngine: Engine = {
  name: 'Muster',
  index: (pages) => {
    const corpus = buildCorpus(pages)
    return ({ title, body, service, labels }) => {
      const matches = matchRunbooks(corpus, {
        title,
        body,
        ...(service === undefined ? {} : { service }),
        ...(labels === undefined ? {} : { labels }),
      })
      const shown = chooseShown(matches).runbooks
      return { ranked: matches.map(({ runbook }) => runbook.path), shown: shown.map(({ runbook }) => runbook.path) }
    }
  },
}
