// SPDX-License-Identifier: MIT
#include "tests/fuzz/witness.h"

#include "common/protocol/conversationid.h"
#include "common/protocol/entrydetails.h"
#include "common/protocol/filechunk.h"
#include "tests/fuzz/promise.h"

#include <QStringBuilder>

#include <algorithm>

namespace miniqq::fuzz {

using namespace testing;
using protocol::ChatMessage;
using server::AccountId;
using server::ConversationRow;
using server::StoredMessage;

namespace {

const ConversationRow lobbyRow(1); // as the harness has it

void remember(std::vector<QByteArray> &known, const QByteArray &value)
{
    if (std::find(known.begin(), known.end(), value) == known.end())
        known.push_back(value);
}

} // namespace

void Witness::asked(ConnectionId connection, const QByteArray &id)
{
    m_owed[{connection, id}] = 0;
}

void Witness::gone(ConnectionId connection)
{
    m_ended.insert(connection);
}

void Witness::said(ConnectionId connection, const protocol::ClientMessage &message)
{
    const auto me = m_signedIn.find(connection);
    const auto *send = std::get_if<protocol::ChatSend>(&message);
    if (send && me != m_signedIn.end())
        m_said[{me->second, send->uuid}].push_back(*send);
    const auto *recall = std::get_if<protocol::ChatRecall>(&message);
    if (recall && me != m_signedIn.end())
        m_asked.insert({me->second, recall->uuid, {recall->conversation, recall->seq}});
}

void Witness::look()
{
    readMembers();
    readOwners();
    for (; m_seen < m_server.out.events.size(); ++m_seen) {
        const RecordingOutbound::Event event = m_server.out.events[m_seen];
        if (event.kind == RecordingOutbound::Event::SignedIn) {
            promise(!m_signedIn.contains(event.connection), "a session signs in once");
            m_signedIn[event.connection] = event.frame;
            continue;
        }
        if (m_ended.contains(event.connection))
            continue; // late answers go nowhere
        if (event.kind == RecordingOutbound::Event::Chunk)
            heardPiece(event.connection, QByteArrayView(event.frame).sliced(4));
        else if (!event.frame.isEmpty())
            heard(event.connection, QByteArrayView(event.frame).sliced(4));
        if (event.kind == RecordingOutbound::Event::Close)
            m_ended.insert(event.connection);
    }
}

void Witness::lookAtTheEnd()
{
    look();
    for (const auto &[request, answers] : m_owed) {
        if (answers != 1 && !m_ended.contains(request.first))
            promise(false, QByteArray("request " + request.second + " has its answer").constData());
    }
}

/// The stores know the last time of a member only; all of them are kept here.
void Witness::readMembers()
{
    for (const auto &[row, record] : m_server.conversations.groups) {
        for (const auto &[account, member] : record.group->members) {
            std::vector<Span> &spans = m_spans[{row, account}];
            if (spans.empty() || spans.back().joined != member.joinedSeq)
                spans.push_back({member.joinedSeq, 0});
            spans.back().left = member.leftSeq;
            if (member.isIn() && member.role != server::StoredRole::Member)
                m_keepers.insert({row, account});
        }
    }
}

void Witness::readOwners()
{
    for (const auto &[file, record] : m_server.files.files)
        m_owners[file] = record.owner;
}

void Witness::heard(ConnectionId connection, QByteArrayView payload)
{
    const auto incoming = protocol::decodeFromServer(payload, m_scratch);
    promise(incoming.ok(), "the server speaks its own protocol");
    if (!incoming->re.isEmpty()) {
        const auto owed = m_owed.find({connection, incoming->re});
        if (owed != m_owed.end())
            promise(++owed->second == 1, "no request is answered twice");
    }
    const auto me = m_signedIn.find(connection);
    const auto visit = [&]<class T>(const T &message) {
        if constexpr (std::is_same_v<T, protocol::AuthOk>) {
            promise(me != m_signedIn.end() && me->second == message.account, "one is who one signed in as");
            remember(m_tokens, message.token);
            const auto [known, isNew] = m_sessions.insert({message.session, message.account});
            promise(isNew || known->second == message.account, "a session is one person's");
        } else if constexpr (std::is_same_v<T, protocol::SessionList>) {
            promise(me != m_signedIn.end(), "sessions are told to those who have a name");
            for (const auto &each : message.sessions) {
                const auto known = m_sessions.find(each.session);
                promise(known != m_sessions.end() && known->second == me->second,
                        "one sees one's own sessions");
            }
        } else if constexpr (std::is_same_v<T, protocol::Welcome>) {
            const auto &features = message.features;
            if (std::find(features.begin(), features.end(), protocol::recallFeature) != features.end())
                m_knowRecalls.insert(connection);
        } else if constexpr (std::is_same_v<T, protocol::FileBegin>) {
            begun(connection, message);
        } else if constexpr (std::is_same_v<T, protocol::FileStored>) {
            const auto file = m_server.files.files.find(message.about.file);
            promise(file != m_server.files.files.end() && file->second.state == server::FileState::Whole,
                    "a file that is stored is there");
            promise(me != m_signedIn.end() && nameOf(file->second.owner) == me->second,
                    "a file is its owner's");
        } else if constexpr (std::is_same_v<T, protocol::ChatRecalled>) {
            told(connection, message.conversation, message.entry);
            promise(m_delivered.insert({connection, message.conversation, message.entry.seq}).second,
                    "a recall comes once");
        } else if constexpr (std::is_same_v<T, protocol::ChatDeliver>) {
            told(connection, message.conversation, message.message);
            // What failed and was stored all the same is told late: the order is that of seq.
            promise(m_delivered.insert({connection, message.conversation, message.message.seq}).second,
                    "a message comes once");
        } else if constexpr (std::is_same_v<T, protocol::GroupChanged>) {
            remember(m_groups, message.conversation);
            told(connection, message.conversation, message.entry);
        } else if constexpr (std::is_same_v<T, protocol::HistoryPage>) {
            for (const ChatMessage &entry : message.messages)
                told(connection, message.conversation, entry);
        } else if constexpr (std::is_same_v<T, protocol::ChatAck> || std::is_same_v<T, protocol::GroupAck>) {
            promise(me != m_signedIn.end(), "nobody speaks without a name");
            if constexpr (std::is_same_v<T, protocol::GroupAck>)
                remember(m_groups, message.conversation);
            stored(message.conversation, message.uuid, message.seq, me->second);
        } else if constexpr (std::is_same_v<T, protocol::GroupInfo>) {
            if (message.code)
                remember(m_codes, *message.code);
            promise(me != m_signedIn.end() && mayRead(me->second, message.conversation, message.seq),
                    "only members see what a group is");
        } else if constexpr (std::is_same_v<T, protocol::ConversationPage>) {
            for (const protocol::ConversationInfo &info : message.conversations) {
                promise(me != m_signedIn.end(), "conversations are for those who have a name");
                if (info.last)
                    told(connection, info.conversation, *info.last);
                promise(info.lastSeq == 0 || mayRead(me->second, info.conversation, info.lastSeq),
                        "no conversation tells of more than one may read");
            }
        }
    };
    std::visit(visit, incoming->message);
}

void Witness::told(ConnectionId connection, const QByteArray &conversation, const ChatMessage &entry)
{
    const auto me = m_signedIn.find(connection);
    promise(me != m_signedIn.end(), "nobody reads without a name");
    promise(mayRead(me->second, conversation, entry.seq), "only members read");
    const StoredMessage *message = find(conversation, entry.seq);
    promise(message != nullptr, "nobody is told what is not stored");
    promise(message->uuid == entry.uuid && nameOf(message->sender) == entry.from,
            "a message is its sender's");
    const ChatMessage truth = truthOf(*message);
    const bool isFirstTold = truth.isRecalled && !m_gone.contains({conversation, entry.seq});
    if (isFirstTold && !entry.isRecalled && entry.text != protocol::inWordsOnly(truth).text)
        promise(wasSaid(conversation, entry), "a message says what was said"); // and gone already
    else
        promise(entry == (m_knowRecalls.contains(connection) ? truth : protocol::inWordsOnly(truth)),
                "an entry says what was said or done, and nothing that was taken back");
    if (!truth.change && !truth.isRecalled && truth.recalls == 0)
        promise(wasSaid(conversation, entry), "a message says what its sender sent");
    if (entry.links)
        checkLinks(conversation, entry);
    if (truth.recalls > 0)
        m_gone.insert({conversation, truth.recalls});
}

/// The entry as who may read it is to be told it.
ChatMessage Witness::truthOf(const StoredMessage &message) const
{
    ChatMessage truth{message.seq, nameOf(message.sender), message.uuid, message.timeMs, message.text};
    if (message.file)
        truth.attachment = std::make_shared<const protocol::Attachment>(message.file->about);
    promise(message.details.isEmpty() || protocol::decodeDetails(message.details, truth),
            "what is stored can be read");
    return truth;
}

bool Witness::wasSaid(const QByteArray &conversation, const ChatMessage &entry) const
{
    const auto said = m_said.find({entry.from, entry.uuid});
    return said != m_said.end() &&
           std::any_of(said->second.begin(), said->second.end(), [&](const protocol::ChatSend &sent) {
               const bool sameLinks =
                   sent.links && entry.links ? *sent.links == *entry.links : sent.links == entry.links;
               const Uuid file = entry.attachment ? entry.attachment->file : Uuid();
               return sent.conversation == conversation && sent.text == entry.text && sameLinks &&
                      sent.file == file;
           });
}

void Witness::checkLinks(const QByteArray &conversation, const ChatMessage &entry) const
{
    const protocol::MessageLinks &links = *entry.links;
    promise(links.replyTo < entry.seq &&
                (links.replyTo == 0 || mayRead(entry.from, conversation, links.replyTo)),
            "a reply is to what its sender may read");
    for (const QByteArray &name : links.mentions)
        promise(!idOf(name).isNull() && mayRead(name, conversation, entry.seq), "who is mentioned is there");
    promise(!links.mentionsAll || m_keepers.contains({rowOf(conversation), idOf(entry.from)}),
            "everybody is mentioned by who keeps order in a group");
}

/// Those who only read of a file cannot have it here: the fake store knows owners alone.
void Witness::begun(ConnectionId connection, const protocol::FileBegin &begin)
{
    const auto me = m_signedIn.find(connection);
    promise(me != m_signedIn.end(), "files are for those who have a name");
    const auto owner = m_owners.find(begin.about.file);
    promise(owner != m_owners.end(), "a file that begins was offered");
    promise(nameOf(owner->second) == me->second || begin.about.kind == protocol::FileKind::Avatar,
            "a file begins for those who may have it");
    m_begun.insert({connection, begin.transfer});
    remember(m_files, begin.about.file.toText());
    remember(m_transfers, begin.transfer.toText());
}

void Witness::heardPiece(ConnectionId connection, QByteArrayView payload) const
{
    const auto piece = protocol::readChunk(payload);
    promise(piece && m_begun.contains({connection, piece->transfer}),
            "a piece belongs to a transfer of theirs");
    promise(piece->data == QByteArrayView("abc").sliced(piece->offset).first(piece->data.size()),
            "a file is what was sent");
}

void Witness::stored(const QByteArray &conversation, const Uuid &uuid, qint64 seq, const QByteArray &sender)
{
    const StoredMessage *message = find(conversation, seq);
    promise(message != nullptr, "what is acknowledged is stored");
    promise(mayRead(sender, conversation, seq), "only members speak");
    const qint64 recalled = truthOf(*message).recalls;
    if (recalled > 0) { // perhaps by somebody else: done is done
        promise(m_asked.contains({sender, uuid, {conversation, recalled}}), "what was asked for is done");
        m_gone.insert({conversation, recalled});
    } else {
        promise(message->uuid == uuid && nameOf(message->sender) == sender, "what is acknowledged is stored");
    }
}

bool Witness::mayRead(const QByteArray &account, const QByteArray &conversation, qint64 seq) const
{
    if (const auto pair = protocol::parseDirectKey(conversation))
        return pair->first == account || pair->second == account;
    const ConversationRow row = rowOf(conversation);
    if (row == lobbyRow)
        return true;
    const auto spans = m_spans.find({row, idOf(account)});
    return spans != m_spans.end() &&
           std::any_of(spans->second.begin(), spans->second.end(), [seq](const Span &span) {
               return span.joined <= seq && (span.left == 0 || seq <= span.left);
           });
}

const StoredMessage *Witness::find(const QByteArray &conversation, qint64 seq) const
{
    const auto log = m_server.messages.messages.find(rowOf(conversation));
    if (log == m_server.messages.messages.end())
        return nullptr;
    const auto found = std::find_if(log->second.begin(), log->second.end(),
                                    [seq](const StoredMessage &message) { return message.seq == seq; });
    return found == log->second.end() ? nullptr : &*found;
}

QByteArray Witness::nameOf(AccountId account) const
{
    for (const auto &[name, record] : m_server.accounts.accounts) {
        if (record.id == account)
            return name;
    }
    return {};
}

AccountId Witness::idOf(const QByteArray &account) const
{
    const auto found = m_server.accounts.accounts.find(account);
    return found == m_server.accounts.accounts.end() ? AccountId() : found->second.id;
}

ConversationRow Witness::rowOf(const QByteArray &conversation) const
{
    if (conversation == protocol::lobbyKey)
        return lobbyRow;
    for (const auto &[row, record] : m_server.conversations.groups) {
        if (record.key == conversation)
            return row;
    }
    const auto direct = m_server.conversations.conversations.find(conversation);
    return direct == m_server.conversations.conversations.end() ? ConversationRow() : direct->second.row;
}

} // namespace miniqq::fuzz
