// SPDX-License-Identifier: MIT
// Sequences of whatever peers may say, in every state, among stores that answer when they like or fail.
#include "tests/fuzz/choices.h"
#include "tests/fuzz/fuzzbodies.h"
#include "tests/fuzz/witness.h"

#include <QCryptographicHash>

#include <array>
#include <cstdio>
#include <cstdlib>

namespace miniqq::fuzz {
namespace {

using namespace testing;

constexpr size_t mostPeers = 6;
constexpr int mostSteps = 400;
constexpr int settlingSeconds = 10; // what failed is tried again after some time

/// Transfers in which nothing moves make room before the end.
server::Limits limitsOf()
{
    server::Limits limits = DomainHarness::generousLimits();
    limits.fileIdleMs = 1'000;
    limits.transfersPerAccount = 2;
    limits.transfersWaiting = 2;
    limits.mentionsOfAll = {1, 3};
    return limits;
}

/// $A an account, $C a conversation, $U a uuid, $T a text, $N a number, $S a place in a log, $K a code, $O a
/// token, $P a password, $F a file, $R a transfer, $E the hash of nothing, $H that of "abc".
constexpr std::array<const char *, 42> requests{
    R"("type":"session.get","body":{})",
    R"("type":"session.end","body":{"session":$N})",
    R"("type":"directory.get","body":{})",
    R"("type":"conversation.get","body":{})",
    R"("type":"chat.send","body":{"conv":"$C","uuid":"$U","text":"$T"})",
    R"("type":"chat.send","body":{"conv":"$C","uuid":"$U","text":"$T"})",
    R"("type":"history.get","body":{"conv":"$C","limit":10})",
    R"("type":"history.get","body":{"conv":"$C","after":$N,"limit":5})",
    R"("type":"history.get","body":{"conv":"$C","before":$N,"limit":5})",
    R"("type":"group.create","body":{"uuid":"$U","title":"$T","members":["$A","$A"]})",
    R"("type":"group.create","body":{"uuid":"$U","title":"$T","members":[]})",
    R"("type":"group.invite","body":{"conv":"$C","uuid":"$U","members":["$A"]})",
    R"("type":"group.join","body":{"code":"$K","uuid":"$U"})",
    R"("type":"group.leave","body":{"conv":"$C","uuid":"$U"})",
    R"("type":"group.remove","body":{"conv":"$C","uuid":"$U","account":"$A"})",
    R"("type":"group.role","body":{"conv":"$C","uuid":"$U","account":"$A","role":"owner"})",
    R"("type":"group.role","body":{"conv":"$C","uuid":"$U","account":"$A","role":"admin"})",
    R"("type":"group.rename","body":{"conv":"$C","uuid":"$U","title":"$T"})",
    R"("type":"group.notice","body":{"conv":"$C","uuid":"$U","notice":"$T"})",
    R"("type":"group.mute","body":{"conv":"$C","uuid":"$U","account":"$A","seconds":$N})",
    R"("type":"group.mute","body":{"conv":"$C","uuid":"$U","seconds":$N})",
    R"("type":"group.code","body":{"conv":"$C","uuid":"$U","open":true})",
    R"("type":"group.code","body":{"conv":"$C","uuid":"$U","open":false})",
    R"("type":"group.dissolve","body":{"conv":"$C","uuid":"$U"})",
    R"("type":"group.get","body":{"conv":"$C"})",
    R"("type":"chat.send","body":{"conv":"$C","uuid":"$U","text":"$T","replyTo":$S})",
    R"("type":"chat.send","body":{"conv":"$C","uuid":"$U","text":"$T","replyTo":$S,"mentions":["$A"]})",
    R"("type":"chat.send","body":{"conv":"$C","uuid":"$U","text":"$T","mentions":["$A","$A"]})",
    R"("type":"chat.send","body":{"conv":"$C","uuid":"$U","text":"$T","mentionsAll":true})",
    R"("type":"chat.send","body":{"conv":"$C","uuid":"$U","text":"$T","file":"$F"})",
    R"("type":"chat.send","body":{"conv":"$C","uuid":"$U","text":"$T","file":"$F","replyTo":$S})",
    R"("type":"chat.recall","body":{"conv":"$C","uuid":"$U","seq":$S})",
    R"("type":"chat.recall","body":{"conv":"$C","uuid":"$U","seq":$S})",
    R"("type":"chat.recall","body":{"conv":"$C","uuid":"$U","seq":$S})",
    R"("type":"file.offer","body":{"uuid":"$U","name":"$T","size":0,"sha256":"$E","kind":"file"})",
    R"("type":"file.offer","body":{"uuid":"$U","name":"$T","size":3,"sha256":"$H","kind":"file"})",
    R"("type":"file.offer","body":{"uuid":"$U","name":"$T","size":3,"sha256":"$H","kind":"avatar","format":"png"})",
    R"("type":"file.get","body":{"file":"$F"})",
    R"("type":"file.get","body":{"file":"$F","offset":$N})",
    R"("type":"file.get","body":{"account":"$A"})",
    R"("type":"avatar.set","body":{"file":"$F"})",
    R"("type":"avatar.set","body":{})",
};
/// Who one is; mostly in the wrong state.
constexpr std::array<const char *, 9> introductions{
    R"("type":"auth.password","body":{"password":"$P","newPassword":"$P"})",
    R"("type":"hello","body":{"protocol":[1,1],"client":"fuzz","features":["groups"]})",
    R"("type":"hello","body":{"protocol":[1,1],"client":"fuzz","features":[]})",
    R"("type":"hello","body":{"protocol":[1,1],"client":"fuzz","features":["groups","recall","files"]})",
    R"("type":"auth.register","body":{"account":"$A","password":"$P"})",
    R"("type":"auth.signin","body":{"account":"$A","password":"$P"})",
    R"("type":"auth.resume","body":{"account":"$A","token":"$O"})",
    R"("type":"auth.signout","body":{})",
    R"("type":"leave","body":{})",
};
/// Those that are answered only if something is wrong.
constexpr std::array<const char *, 9> remarks{
    R"("type":"receipt.set","body":{"conv":"$C","received":$N,"read":$N})",
    R"("type":"receipt.set","body":{"conv":"$C","received":$N})",
    R"("type":"typing.set","body":{"conv":"$C","typing":true})",
    R"("type":"typing.set","body":{"conv":"$C","typing":false})",
    R"("type":"presence.set","body":{"state":"away"})",
    R"("type":"pong","body":{})",
    R"("type":"file.progress","body":{"transfer":"$R","offset":3})",
    R"("type":"file.progress","body":{"transfer":"$R","offset":$N})",
    R"("type":"file.cancel","body":{"transfer":"$R"})",
};
constexpr std::array<const char *, 7> accounts{"ann", "bob", "eve", "ann", "bob", "eve", "nobody"};
constexpr std::array<const char *, 3> texts{"hi", "你好 👋", "x"};

class ServerSession
{
public:
    explicit ServerSession(QByteArrayView input)
        : m_server(limitsOf())
        , m_choices(input)
        , m_witness(m_server)
    {
        for (const char *account : {"ann", "bob", "eve"}) {
            m_peers.push_back(m_server.greeted());
            m_server.say(m_peers.back(), protocol::AuthRegister{account, std::nullopt, "secret secret"});
            m_server.settle();
        }
        m_witness.look();
    }

    void run()
    {
        for (int step = 0; step < mostSteps && !m_choices.isOver(); ++step) {
            oneStep();
            m_witness.look();
        }
        m_server.messages.failures = m_server.accounts.failures = m_server.conversations.failures = 0;
        m_server.files.failures = 0;
        m_server.blobs.failure.reset();
        for (int second = 0; second < settlingSeconds; ++second) {
            while (!m_server.deferred.isEmpty())
                answerOne();
            m_server.passSeconds(1);
        }
        m_witness.lookAtTheEnd();
    }

private:
    void oneStep()
    {
        // Mostly requests: the longer people are there, the more there is to go wrong.
        const size_t what = m_choices.below(64);
        if (what == 0)
            openOrClose();
        else if (what == 1)
            raw();
        else if (what <= 3)
            passTime();
        else if (what <= 5)
            failStores();
        else if (what <= 20)
            answerOne();
        else if (what <= 24)
            say(remarks, false);
        else if (what == 25)
            say(introductions, false);
        else if (what <= 27)
            piece();
        else
            say(requests, true);
    }

    void passTime()
    {
        m_server.passMs(qint64(m_choices.byte()) * 20);
        m_server.domain->tick();
    }

    void failStores()
    {
        switch (m_choices.below(5)) {
        case 0:
            m_server.accounts.failures = 1;
            break;
        case 1:
            m_server.conversations.failures = 1;
            break;
        case 2:
            m_server.files.failures = 1;
            break;
        case 3:
            m_server.blobs.failure = server::BlobError{server::BlobError::Failed, QStringLiteral("broken")};
            break;
        default:
            m_server.messages.failures = 1;
            m_server.messages.failAfterStoring = m_choices.below(2) == 1;
        }
    }

    void openOrClose()
    {
        ConnectionId &peer = m_peers[m_choices.below(m_peers.size())];
        if (m_witness.isOpen(peer))
            m_witness.gone(peer);
        if (m_closed.insert(peer).second)
            m_server.close(peer);
        peer = enter();
        if (m_peers.size() < mostPeers)
            m_peers.push_back(enter());
    }

    /// Somebody new, who has mostly said who it is.
    ConnectionId enter()
    {
        const ConnectionId opened = m_server.open();
        if (m_choices.below(8) != 0) {
            std::vector<QByteArray> features{protocol::groupsFeature};
            if (m_choices.below(4) != 0)
                features = {protocol::groupsFeature, protocol::recallFeature, protocol::filesFeature};
            m_server.say(opened, protocol::Hello{1, 1, "fuzz", features});
            m_server.say(opened, protocol::AuthSignIn{m_choices.of(accounts), "secret secret"});
        }
        return opened;
    }

    void answerOne()
    {
        if (!m_server.deferred.isEmpty())
            m_server.deferred.runOne();
        m_witness.look();
    }

    void raw()
    {
        const ConnectionId peer = m_peers[m_choices.below(m_peers.size())];
        arrive(peer, m_choices.bytes(200));
    }

    /// Some of what the files that are offered hold, mostly where it belongs.
    void piece()
    {
        const ConnectionId peer = m_peers[m_choices.below(m_peers.size())];
        const qint64 offset = m_choices.below(4) == 0 ? qint64(m_choices.below(5)) : 0;
        const QByteArray data = QByteArray("abc").mid(offset, 1 + qsizetype(m_choices.below(3)));
        const Uuid transfer = Uuid::fromText(valueFor('R')).value_or(Uuid());
        if (m_witness.isOpen(peer) && !data.isEmpty())
            m_server.domain->handle({server::ChunkArrived{peer, transfer, offset, data}});
        m_witness.look();
    }

    template<class Table>
    void say(const Table &table, bool isRequest)
    {
        const ConnectionId peer = m_peers[m_choices.below(m_peers.size())];
        const QByteArray id = QByteArray::number(++m_lastId);
        if (arrive(peer, "{\"id\":\"" + id + "\"," +
                             filledIn(m_choices.of(table), [this](char what) { return valueFor(what); }) +
                             '}') &&
            isRequest)
            m_witness.asked(peer, id);
        m_witness.look();
    }

    /// What an I/O worker does with a payload. Whether the domain was asked.
    bool arrive(ConnectionId peer, const QByteArray &payload)
    {
        if (!m_witness.isOpen(peer))
            return false;
        if (std::getenv("FUZZ_SHOW") != nullptr) // what happens in an input that breaks something
            std::fprintf(stderr, "%lld: %s\n", static_cast<long long>(peer.value()), payload.constData());
        auto incoming = protocol::decodeFromClient(payload, m_scratch);
        if (!incoming) {
            m_server.domain->handle({server::MessageRejected{peer, incoming.error().reply.code}});
            return false;
        }
        m_witness.said(peer, incoming->message);
        m_server.say(peer, incoming->message, incoming->id);
        return true;
    }

    QByteArray valueFor(char what)
    {
        switch (what) {
        case 'A':
            return m_choices.of(accounts);
        case 'C':
            return conversation();
        case 'U':
            return uuidOf(m_choices.below(4) == 0 ? m_choices.byte() % (m_lastUuid + 1) : ++m_lastUuid)
                .toText();
        case 'T':
            return m_choices.of(texts);
        case 'N':
            return QByteArray::number(m_choices.byte());
        case 'E':
            return QCryptographicHash::hash("", QCryptographicHash::Sha256).toHex();
        case 'H':
            return QCryptographicHash::hash("abc", QCryptographicHash::Sha256).toHex();
        case 'S':
            return QByteArray::number(qint64(1 + m_choices.below(12)));
        case 'F':
            return m_witness.files().empty() ? uuidOf(1).toText() : m_choices.of(m_witness.files());
        case 'R':
            return m_witness.transfers().empty() ? uuidOf(1).toText() : m_choices.of(m_witness.transfers());
        case 'K':
            return m_witness.codes().empty() ? QByteArray("h4kd93mzq8wn") : m_choices.of(m_witness.codes());
        case 'O':
            return m_witness.tokens().empty() ? QByteArray(43, 'x') : m_choices.of(m_witness.tokens());
        default:
            return m_choices.below(8) == 0 ? "wrong wrong" : "secret secret";
        }
    }

    QByteArray conversation()
    {
        constexpr std::array<const char *, 5> known{"lobby", "d:ann:bob", "d:ann:eve", "d:bob:eve",
                                                    "g:k7m2x9q4w8v3t6zp"};
        const std::vector<QByteArray> &groups = m_witness.groups();
        const size_t at = m_choices.below(2 * known.size());
        if (at < known.size() || groups.empty())
            return known[at % known.size()];
        // The newest ones: with many, nothing would happen twice in one.
        return groups[groups.size() - 1 - m_choices.below(std::min(groups.size(), size_t(2)))];
    }

    DomainHarness m_server;
    Choices m_choices;
    Witness m_witness;
    std::vector<ConnectionId> m_peers;
    std::set<ConnectionId> m_closed;
    protocol::JsonDocument m_scratch;
    int m_lastUuid = 0;
    int m_lastId = 1'000; // those of the beginning are shorter
};

} // namespace

void serverSession(QByteArrayView input)
{
    ServerSession(input).run();
}

} // namespace miniqq::fuzz
