import { expect, test } from '@jest/globals'
import { chooseShown } from '../../../src/runbooks/choose-shown.ts'
import { buildCorpus } from '../../../src/runbooks/corpus.ts'
import { matchRunbooks } from '../../../src/runbooks/match.ts'

/** The pages that are asked for, two of each language. */
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

/** Pages on other matters that share words with them: servers, databases, providers, logs. */
const distractors = {
  'de-1.md': '# Anmeldung schlägt fehl\n\nDer Anmeldedienst antwortet nicht. Dienst prüfen und neu starten.',
  'de-2.md': '# Datenbank ist langsam\n\nAbfragen der Datenbank prüfen, dann Index anlegen.',
  'de-3.md': '# Server der Suche ist nicht erreichbar\n\nProtokolle des Servers lesen und Speicher prüfen.',
  'de-4.md': '# Sicherung der Datenbank ist alt\n\nSicherung von Hand starten, alte Sicherungen löschen.',
  'fr-1.md': '# La connexion échoue\n\nLe serveur de connexion ne répond plus. Recharger puis vérifier.',
  'fr-2.md': '# La base de données est lente\n\nVérifier les requêtes puis recharger le serveur.',
  'fr-3.md': '# Le prestataire de courriel ne répond plus\n\nBasculer vers le secours.',
  'fr-4.md': '# Sauvegarde expirée\n\nRenouveler la sauvegarde du serveur.',
  'ja-1.md': '# ログインエラー\n\n認証サーバーの応答を確認し、再起動します。',
  'ja-2.md': '# メモリ不足\n\nプロセスを確認してから再起動します。',
  'ja-3.md': '# 本番サーバーの負荷が高い\n\nアクセスログを確認します。',
  'ja-4.md': '# メール送信エラー\n\n送信キューを確認し、再送します。',
  'zh-1.md': '# 内存不足\n\n检查进程并重启服务。',
  'zh-2.md': '# 服务器无法访问\n\n检查网络，然后重启服务器。',
  'zh-3.md': '# 数据库响应缓慢\n\n检查慢查询日志，然后优化索引。',
  'zh-4.md': '# 邮件发送失败\n\n检查邮件队列并重新发送。',
  'en-1.md': '# Payments fail\n\nThe provider does not answer. Switch to the second provider.',
  'en-2.md': '# Disk of the database is full\n\nDelete old logs, then grow the disk.',
  'en-3.md': '# TLS certificate expired\n\nRenew it and reload the server.',
}
const corpus = buildCorpus(
  Object.entries({ ...distractors, ...pages }).map(([name, text]) => ({ path: `runbooks/${name}`, text })),
)

test.each([
  ['Kunden melden: Zahlung schlägt fehl, Anbieter antwortet nicht', 'zahlung.md'],
  ['Festplatten der Datenbank voll, kein Speicher mehr', 'festplatte.md'],
  ['Paiement échoué, le prestataire ne répond pas', 'paiement.md'],
  ['Le certificat est expiré', 'certificat.md'],
  ['本番サーバーのディスク容量が不足しています', 'disk-ja.md'],
  ['決済でエラーが発生', 'payment-ja.md'],
  ['服务器磁盘空间不足', 'disk-zh.md'],
  ['消息队列严重积压', 'queue-zh.md'],
])('%s: its page goes first', (title, name) => {
  const shown = chooseShown(matchRunbooks(corpus, { title })).runbooks
  expect(shown[0]?.runbook.path).toBe(`runbooks/${name}`)
})

test.each([
  'Der Kaffee in der Küche ist alle',
  'Il pleut dans la cour depuis ce matin',
  '駅前の信号機が壊れている',
  '今天食堂的菜太咸',
])('%s: nothing is linked', (title) => {
  expect(chooseShown(matchRunbooks(corpus, { title })).runbooks).toEqual([])
})
