import { expect, test } from '@jest/globals'
import { chooseShown } from '../../../src/runbooks/choose-shown.ts'
import { buildCorpus } from '../../../src/runbooks/corpus.ts'
import { matchRunbooks } from '../../../src/runbooks/match.ts'

const pages = {
  'zahlung.md': '# Zahlungen schlagen fehl\n\nDer Zahlungsanbieter antwortet nicht. Anbieter prüfen und umschalten.',
  'festplatte.md': '# Festplatte der Datenbank ist voll\n\nAlte Protokolle löschen, dann Speicher vergrößern.',
  'paiement.md': '# Le paiement échoue\n\nLe prestataire de paiement ne répond plus. Basculer vers le secours.',
  'certificat.md': '# Certificat TLS expiré\n\nRenouveler le certificat puis recharger le serveur.',
  'disk-ja.md': '# ディスク容量不足\n\n古いログを削除してからディスクを拡張します。',
  'payment-ja.md': '# 決済エラー\n\n決済代行会社の応答を確認し、切り替えます。',
  'disk-zh.md': '# 磁盘空间不足\n\n删除旧日志，然后扩容磁盘。',
  'queue-zh.md': '# 消息队列积压\n\n检查消费者并重启消费服务。',
}
const corpus = buildCorpus(Object.entries(pages).map(([name, text]) => ({ path: `runbooks/${name}`, text })))

test.each([
  ['Kunden melden: Zahlung schlägt fehl, Anbieter antwortet nicht', 'zahlung.md'],
  ['Datenbank: Festplatte voll', 'festplatte.md'],
  ['Paiement échoué, le prestataire ne répond pas', 'paiement.md'],
  ['Le certificat est expiré', 'certificat.md'],
  ['本番サーバーのディスク容量が不足しています', 'disk-ja.md'],
  ['決済でエラーが発生', 'payment-ja.md'],
  ['服务器磁盘空间不足', 'disk-zh.md'],
  ['消息队列严重积压', 'queue-zh.md'],
])('%s', (title, name) => {
  const shown = chooseShown(matchRunbooks(corpus, { title })).runbooks
  expect(shown[0]?.runbook.path).toBe(`runbooks/${name}`)
})
