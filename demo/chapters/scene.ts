import { expectSame } from '../expect.ts'
import type { Story } from '../story.ts'

/** Before the alarm: a change is merged and deployed. No issue, so Muster has nothing to do. */
export async function setScene(story: Story): Promise<void> {
  const { people, facts, repository } = story.stage
  story.chapter('Before: an ordinary night')
  let pull = 0
  await story.play({
    does: 'Dana merges "Wait 30 s for the payment provider".',
    act: async () => {
      pull = await people.dana.ships({
        branch: 'longer-timeout',
        path: 'services/checkout/client.ts',
        text: '/** How long the checkout waits for the payment provider, in milliseconds. */\nexport const PROVIDER_TIMEOUT = 30_000\n',
        title: 'Wait 30 s for the payment provider',
      })
    },
    holds: async () => {
      const merged = (await facts.pulls('longer-timeout')).filter(({ merged_at }) => merged_at !== null)
      expectSame(
        'merged pull requests',
        [`#${pull}`],
        merged.map(({ number }) => `#${number}`),
      )
      return [`#${pull} is merged; it is none of Muster's pull requests, so no runner started`]
    },
  })
  await story.play(
    {
      does: 'Dana releases it as v4.7.2.',
      act: () => people.dana.releases('v4.7.2'),
      holds: async () => {
        const found = await facts.client.list<{ tag_name: string }>(`/repos/${repository}/releases`)
        expectSame(
          'releases',
          ['v4.7.2'],
          found.map(({ tag_name }) => tag_name),
        )
        return ['v4.7.2 is published']
      },
    },
    31,
  )
}
