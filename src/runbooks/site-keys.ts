/**
 * Front matter that common site generators and editors read (Jekyll with its themes, Hugo, Docusaurus, MkDocs, VitePress,
 * Starlight, Obsidian). It has its purpose there, so that nobody needs to hear of it. Without `-` and `_`.
 */
const SITE_KEYS = `
alias aliases aside author authors banner build bundle canonical canonicalurl cascade categories category childnavorder class
comments cover created createdat css cssclass cssclasses customediturl defaults description displayedsidebar draft
editlink excerpt excerptseparator expirydate featured footer format grandparent haschildren hastoc head headless hero
hide hidetableofcontents hidetitle home icon id image images iscjklanguage js keywords kind lang language lastmod
lastmodified lastupdate lastupdated layout linktitle locale markup math menu menus mermaid meta modified modifiedat nav
navbar navexclude navigation navorder next noindex order outline outputs pageclass pagefind paginationlabel
paginationnext paginationprev params parent parsenumberprefixes permalink position prev pubdate publish publishdate
published redirectfrom redirectto renderwithliquid resources robots search searchexclude series sidebar
sidebarclassname sidebarcustomprops sidebarlabel sidebarposition sitemap slug social status subtitle summary
tableofcontents taxonomies template theme thumbnail titlemeta toc tocmaxheadinglevel tocminheadinglevel translationkey
type uid unlisted updated updatedat url version weight
`

const siteKeys: ReadonlySet<string> = new Set(SITE_KEYS.split(/\s+/).filter((key) => key !== ''))

/** Whether a key of the front matter, in lower case, belongs to a site generator. */
export function isSiteKey(key: string): boolean {
  return siteKeys.has(key.replace(/[-_]/g, ''))
}
