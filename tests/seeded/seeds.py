# SPDX-License-Identifier: MIT
"""Faults that would break a promise, each with the tests that must notice it. Apply none of them."""
from dataclasses import dataclass


@dataclass(frozen=True)
class Seed:
    name: str
    promise: str  # what it breaks
    file: str
    old: str  # occurs exactly once
    new: str
    tests: tuple  # names in CTest; each of them must fail


SEEDS = (
    Seed("no_sync", "P1: acknowledged means on disk, whatever happens to the power", "common/sql/database.cpp",
         '{"PRAGMA synchronous=FULL", "PRAGMA synchronous", "2"},',
         '{"PRAGMA synchronous=NORMAL", "PRAGMA synchronous", "1"},',
         ("tst_powercut", "tst_storefaults", "tst_gatheringvfs")),
    Seed("sync_before_write", "P1: what was held back is written before the sync", "common/sql/gatheringvfs.cpp",
         "            own.xSync = AfterWriting<&sqlite3_io_methods::xSync>::call;\n", "",
         ("tst_gatheringvfs", "tst_storefaults")),
    Seed("ack_of_a_failed_commit", "P1: no acknowledgement of what was not stored", "server/store/storeengine.cpp",
         "        done = transaction->commit();\n    if (!done)\n        return done.error();\n    return results;",
         "        done = transaction->commit();\n    return results;",
         ("tst_storefaults",)),
    Seed("stored_twice", "P2: a message that is sent again is stored once", "server/store/messagelog.cpp",
         "    if (message.uuid <= *largest) {", "    if (message.uuid < *largest) {",
         ("tst_messagestore", "blackbox_chat")),
    Seed("same_place_twice", "P3: one order, no two messages at one place", "server/store/messagelog.cpp",
         "    const qint64 seq = last.seq + 1;", "    const qint64 seq = last.seq + (logId % 7 != 0 ? 1 : 0);",
         ("tst_messagestore", "killloop")),
    Seed("gap_not_fetched", "P3: a gap is fetched", "app/core/seqranges.cpp",
         "    return it == m_ranges.begin() ? seq : std::max(seq, std::prev(it)->second);",
         "    return it == m_ranges.begin() ? seq : std::max(seq, m_ranges.rbegin()->second);",
         ("tst_clientcatchup",)),
    Seed("dropped_for_a_slow_reader", "P4: nothing is left out silently for who reads slowly",
         "common/net/peerchannelio.cpp",
         "        abort(CloseReason::SlowConsumer,\n"
         "              QStringLiteral(\"%1 bytes were waiting to be taken.\").arg(queuedBytes()));\n"
         "        return false;", "        return true;",
         ("tst_channelsending",)),
    Seed("outcome_not_told", "P5: the sender learns that the disk is full", "server/domain/chatservice.cpp",
         "    m.replies.refuse(message.request, ErrorCode::StorageFailed,\n"
         "                     error.storageFull\n"
         "                         ? \"The server's disk is full. The message was not stored.\"\n"
         "                         : \"The server could not write to its disk. The message was not stored.\");",
         "", ("tst_chat", "blackbox_faults")),
    Seed("refusal_not_shown", "P5: the sender sees that a message was refused", "app/core/outbox.cpp",
         "    Q_EMIT failed(OutboxEntry(*entry));\n", "", ("tst_clientoutbox",)),
    Seed("length_after_waiting", "P6: a length is judged before its bytes are awaited", "common/wire/framedecoder.cpp",
         "    if (m_declared > m_maxPayload || m_declared < minPayload) {",
         "    if (available >= headerSize + qsizetype(m_declared) &&\n"
         "        (m_declared > m_maxPayload || m_declared < minPayload)) {",
         ("tst_framedecoder", "blackbox_framing")),
    Seed("no_depth", "P7: nothing from the network recurses without bound", "common/protocol/jsonparser.cpp",
         "    bool array(int depth)\n    {\n        if (depth > m_limits.depth)",
         "    bool array(int depth)\n    {\n        if (depth > 100 * m_limits.depth)",
         ("tst_jsondocument", "blackbox_json")),
    Seed("any_conversation", "P8: only members read", "server/domain/conversationtable.cpp",
         "        if (member == &me)\n", "        if (member)\n",
         ("blackbox_chat",)),
    Seed("group_read_by_anybody", "P8: who was not in a group reads nothing of it", "server/domain/conversationtable.cpp",
         "        if (!member)\n            return {};\n        return {true, &conversation, nullptr, member};",
         "        return {true, &conversation, nullptr, member};",
         ("blackbox_groups",)),
    Seed("group_rows_for_all", "P8: the store reads a group's row for those who were there alone",
         "server/store/groupspans.h", "    \"SELECT left_seq = 0 OR left_seq >= log.seq FROM group_members\"",
         "    \"SELECT left_seq = 0 OR left_seq > 0 FROM group_members\"",
         ("tst_groupspans",)),
    Seed("the_removed_speak", "P8: only members speak in a group", "server/domain/chatservice.cpp",
         "    return member && member->isIn() && ", "    return member && ",
         ("tst_groups", "blackbox_groups")),
    Seed("the_removed_hear", "P8: whoever was removed from a group hears no more of it",
         "server/domain/conversationtable.cpp", "        if (member.isIn())\n            conversation.members.push_back(account);",
         "        conversation.members.push_back(account);",
         ("tst_groups", "blackbox_groups")),
    Seed("told_to_those_who_came_later", "P8: what is told late is not for those who came later",
         "server/domain/conversationtable.cpp", "    return record && record->joinedSeq <= seq;",
         "    return record != nullptr;", ("tst_groupleavers",)),
    Seed("sender_from_the_field", "P8: a receipt counts for who sends it, not beyond what there is",
         "server/domain/receiptservice.cpp",
         "    if (message.positions.read > end || message.positions.received > end) {",
         "    if (message.positions.read > end && message.positions.received > end + 1'000'000) {",
         ("tst_receipts",)),
    Seed("another_key_accepted", "P9: another key than the known one blocks", "app/core/clientsession.cpp",
         "    if (!known.isEmpty()) {\n        m_shownFingerprint", "    if (known == u\"-\") {\n        m_shownFingerprint",
         ("tst_clientsession",)),
    Seed("anybody_may_fetch", "P8: files are for those who may read of them", "server/store/sqlitefilestore.cpp",
         "m.account = ?2))", "?2 = ?2))",
         ("tst_filestore", "blackbox_fileabuse")),
    Seed("said_before_it_is_whole", "P1: a message that is acknowledged has its file on disk",
         "server/store/filetables.cpp", "AND owner = ?3 AND state = 1 AND", "AND owner = ?3 AND",
         ("tst_filestore", "blackbox_fileabuse")),
    Seed("content_not_checked", "P1: a file is what was offered", "server/files/blobarea.cpp",
         "upload.written != upload.plan.size || upload.sum.finish() != upload.plan.sha256",
         "upload.written != upload.plan.size", ("tst_blobarea", "blackbox_fileabuse")),
    Seed("believed_behind_the_sync", "P1: an upload goes on from what is safe", "server/files/blobarea.cpp",
         "std::min({there, trusted, plan.size})", "std::min(there, plan.size)", ("tst_blobarea",)),
    Seed("chunks_of_anybody", "P8: a transfer is its connection's", "server/domain/fileservice.cpp",
         "found->request.connection == connection && found->kind == kind", "found->kind == kind",
         ("tst_files", "blackbox_fileabuse")),
    Seed("no_window", "P6: no more of a file is under way than the window", "server/domain/downloadservice.cpp",
         "transfer.moved - transfer.settled < window", "window > 0", ("tst_downloads",)),
    Seed("pieces_without_bound", "P6: who does not read costs no more memory than the bound", "server/net/ioworker_files.cpp",
         "connection->chunkBytes > mostWaiting(m_links.limits)", "connection->chunkBytes > 1000 * mostWaiting(m_links.limits)",
         ("tst_chunkqueue", "blackbox_filereaders")),
    Seed("acknowledged_ahead", "P6: no more of a file is under way than the window", "server/domain/downloadservice.cpp",
         "offset > transfer.sent", "offset > transfer.moved", ("tst_downloads",)),
    Seed("pieces_of_what_is_over", "P6: what is cancelled takes no memory", "server/domain/downloadservice.cpp",
         "        m.out.dropChunks(transfer.request.connection, transfer.id);\n", "", ("tst_downloads", "blackbox_filereaders")),
    Seed("places_of_the_busy", "P6: one account's queue keeps nobody else waiting", "server/domain/transfertable.cpp",
         "m_crowdedOut.push_back(account);", "m_crowdedOut.push_front(account);", ("tst_files",)),
    Seed("transfers_outlive_sessions", "P8: who was put out the door takes and brings nothing more",
         "server/domain/domainparts.cpp", "    sessions.whenEnded([this](ConnectionId connection) { files.sessionEnded(connection); });\n",
         "", ("tst_files",)),
    Seed("chat_behind_files", "P6: words go ahead of files", "server/net/ioworker_files.cpp",
         "channel.queuedBytes() < chunkRoom", "channel.queuedBytes() >= 0", ("blackbox_files",)),
    Seed("old_tls", "P9: nothing older than TLS 1.2", "common/net/tlscontext.cpp",
         "    if (SSL_CTX_set_min_proto_version(raw, TLS1_2_VERSION) != 1 ||\n"
         "        SSL_CTX_set_cipher_list(raw, \"ECDHE+AESGCM:ECDHE+CHACHA20\") != 1)",
         "    if (SSL_CTX_set_min_proto_version(raw, TLS1_VERSION) != 1 ||\n"
         "        SSL_CTX_set_cipher_list(raw, \"ALL:@SECLEVEL=0\") != 1)",
         ("blackbox_strangers",)),
    Seed("tail_not_read", "P10: after a crash the index catches up by itself", "server/store/messageindex.cpp",
         "    return readTail(db);\n}", "    return Done();\n}",
         ("tst_storefaults",)),
)
