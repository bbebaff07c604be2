import { expectNoWords, expectSame, expectThat, expectWords } from '../expect.ts'
import type { FileFacts, PullFacts } from '../facts.ts'
import { leakedKey } from '../leaked-key.ts'
import type { Story } from '../story.ts'

/** The pull request with the postmortem is read and merged. Gives the path of the postmortem. */
export async function playPostmortem(story: Story, issue: number): Promise<string> {
  const { facts, people } = story.stage
  story.chapter('5 · The lesson')
  let pull: PullFacts | undefined
  let postmortem = ''
  await story.play({
    does: 'Dana opens the pull request that Muster made.',
    act: async () => {
      const found = await facts.pulls(`muster/${issue}`)
      expectThat(found.length === 1, `one pull request from muster/${issue}`, found)
      pull = found[0]
    },
    holds: async () => {
      if (!pull) return []
      const files = await facts.files(pull.number)
      postmortem = checkFiles(files)
      expectWords('the pull request', ['Postmortem'], pull.title)
      expectWords('its body', [`#${issue}`], pull.body)
      const text = await facts.file(postmortem, pull.head.ref)
      checkText(text)
      expectWords(
        'the closing link',
        [`/pull/${pull.number}`],
        (await facts.ours(issue)).map(({ body }) => body).join('\n'),
      )
      const reviewers = pull.requested_reviewers.map(({ login }) => login)
      expectThat(reviewers.includes('dana'), "the runbook's owner is asked to review", reviewers)
      return [
        `#${pull.number} ${pull.title}, one commit, asked to review: ${reviewers.join(', ')}`,
        ...files.map(({ filename, status, additions }) => `  ${status} ${filename} (+${additions})`),
        'roles instead of names, no key, every figure a milestone minus a milestone',
      ]
    },
  })
  await story.play(
    {
      does: 'Dana completes two sentences in her head, approves, and merges it.',
      act: () => people.dana.merges(pull?.number ?? 0),
      holds: async () => {
        const labels = await facts.labels(issue)
        expectThat(labels.includes('postmortem:published'), 'the label postmortem:published', labels)
        expectThat((await facts.file(postmortem)).length > 0, `${postmortem} on the default branch`, '')
        const action = (await facts.issues()).find(({ title }) => title.includes('switch a slow region'))
        expectThat(
          action !== undefined,
          'an issue for the action item',
          (await facts.issues()).map(({ title }) => title),
        )
        expectSame('its owner', ['bob'], action?.assignees.map(({ login }) => login) ?? [])
        expectWords('the action item', ['4 Dec 2026'], `${action?.title} ${action?.body}`)
        return ['postmortem:published', `the action item is #${action?.number}, assigned to Bob, due 4 Dec 2026`]
      },
    },
    600,
  )
  return postmortem
}

function checkFiles(files: readonly FileFacts[]): string {
  const names = files.map(({ filename }) => filename)
  const path = names.find((name) => name.startsWith('runbooks/postmortems/'))
  expectThat(path !== undefined, 'a postmortem below runbooks/postmortems/', names)
  for (const name of ['runbooks/README.md', 'runbooks/provider-timeouts.md']) {
    expectThat(names.includes(name), `a change of ${name}`, names)
  }
  const patches = files.map(({ patch }) => patch ?? '').join('\n')
  expectNoWords('the pull request', [leakedKey], patches)
  return path ?? ''
}

function checkText(text: string): void {
  for (const heading of ['Summary', 'Impact', 'Timeline', 'Cause', 'Resolution', 'Action items', 'Lessons']) {
    expectThat(new RegExp(`^##? .*${heading}`, 'm').test(text), `a section "${heading}" in the postmortem`, text)
  }
  expectWords('the postmortem', ['second provider', 'ETIMEDOUT', 'checkout', 'commander', 'gantt'], text)
  expectNoWords('the postmortem', [leakedKey, '@alice', '@dana'], text)
}
