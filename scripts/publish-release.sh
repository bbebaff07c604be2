#!/usr/bin/env bash
# Publishes the release of a tag, once: scripts/publish-release.sh v1.2.3 <commit SHA>. Needs `gh` with a token, and GH_REPO,
# the repository that it publishes in, whoever owns it. v1.2.3-rc.1 becomes a prerelease, which GitHub never shows as latest.
# Files are added while it is a draft, because a published release is immutable. It stops where the tag is not what was built.
set -euo pipefail
cd "$(dirname "$0")/.."
tag=$1
sha=$2
case $tag in
  *-*) kind=(--prerelease --latest=false) ;;
  *) kind=(--prerelease=false) ;;
esac
notes=$(mktemp)
trap 'rm -f "$notes"' EXIT

stop() {
  echo "::error::$1" >&2
  exit 1
}

# The tag as GitHub has it now: between the push and this line somebody may have moved it.
require_tag() {
  local now
  now=$(gh api "repos/$GH_REPO/commits/$tag" --jq .sha)
  [ "$now" = "$sha" ] || stop "The tag $tag has moved: it was $sha and is $now."
}

require_tag
branch=$(gh api "repos/$GH_REPO" --jq .default_branch)
case $(gh api "repos/$GH_REPO/compare/$branch...$sha" --jq .status) in
  identical | behind) ;;
  *) stop "The commit $sha is not on $branch." ;;
esac
node scripts/check-release.mjs "$tag" >"$notes"

# What an earlier try left half made; a published one is never touched.
case $(gh release view "$tag" --json isDraft --jq .isDraft 2>/dev/null || echo none) in
  none) ;;
  true) gh release delete "$tag" --yes ;;
  *) stop "The release $tag is there already." ;;
esac
gh release create "$tag" --draft --verify-tag --title "$tag" --notes-file "$notes" "${kind[@]}" \
  dist/index.js dist/cli.js dist/licenses.txt dist/sbom.cdx.json
require_tag
gh release edit "$tag" --draft=false "${kind[@]}"
case $tag in
  *-*) [ "$(gh release view "$tag" --json isPrerelease --jq .isPrerelease)" = true ] ||
    stop "The release candidate $tag is public and not marked as a prerelease. Mark it by hand before anybody takes it for a release." ;;
esac
[ "$(gh release view "$tag" --json isImmutable --jq .isImmutable)" = true ] ||
  stop "The release $tag is public and not immutable. Switch on \"Enable release immutability\" in the settings."
