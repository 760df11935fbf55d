// SPDX-License-Identifier: MIT
#include "app/lab/core/services/conversations.h"

#include "app/lab/core/pythontext.h"
#include "app/lab/core/services/httpconversation.h"

namespace miniqq::lab {
namespace {

using namespace Qt::Literals::StringLiterals;

template<class T>
std::unique_ptr<Conversation> make(std::unique_ptr<NativeSocket> socket, const SocketName &peer,
                                   const ServiceSettings &settings)
{
    return std::make_unique<T>(std::move(socket), peer, settings);
}

QString decodeError(const DecodeProblem &problem)
{
    return u"UnicodeDecodeError: "_s + problem.toText();
}

/// A whole text; broken characters become U+FFFD.
QString lenient(Encoding encoding, const QByteArray &bytes)
{
    TextDecoder decoder(encoding);
    const QString text = decoder.feed(bytes);
    return text + decoder.finish();
}

} // namespace

ConversationMaker conversationMaker(const ServiceKind &kind)
{
    const QByteArrayView name = kind.name;
    return name == "echo"       ? make<EchoConversation>
           : name == "one-each" ? make<OneEachConversation>
           : name == "hello"    ? make<HelloConversation>
           : name == "thanks"   ? make<ThanksConversation>
           : name == "http"     ? make<HttpConversation>
                                : ConversationMaker(nullptr);
}

void EchoConversation::begin()
{
    print(u"Connected by "_s + peer().toPython());
}

void EchoConversation::receive(const QByteArray &bytes)
{
    if (bytes.isEmpty() && !settings().asPrinted) {
        finish();
        return;
    }
    const QByteArray repr = pythonRepr(bytes);
    print(QString::fromLatin1(repr));
    send("Server received " + repr);
}

OneEachConversation::OneEachConversation(std::unique_ptr<NativeSocket> socket, const SocketName &peer,
                                         const ServiceSettings &settings)
    : Conversation(std::move(socket), peer, settings)
    , m_decoder(settings.encoding)
{}

void OneEachConversation::begin()
{
    // Python prints the accepted socket with its numbers: AF_INET is 2, SOCK_STREAM 1.
    print(u"客户端socket <socket.socket fd=%1, family=%2, type=1, proto=0, laddr=%3, raddr=%4>"_s.arg(
        QString::number(end().socket().descriptor()), peer().family() == Family::Inet6 ? u"10"_s : u"2"_s,
        end().socket().localName().toPython(), peer().toPython()));
    print(u"客户端地址 "_s + peer().toPython());
}

void OneEachConversation::receive(const QByteArray &bytes)
{
    if (settings().asPrinted) {
        const auto text = decodeStrict(settings().encoding, bytes);
        if (text)
            hear(*text); // the end of the client is an empty sentence to it
        else
            die(decodeError(text.error()));
        return;
    }
    const QString text = bytes.isEmpty() ? m_decoder.finish() : m_decoder.feed(bytes);
    if (bytes.isEmpty() && text.isEmpty())
        finish();
    else if (!text.isEmpty()) // else only a part of a character has come
        hear(text);
}

void OneEachConversation::hear(const QString &text)
{
    print(u"客户端: "_s + text);
    printPrompt(u"服务端:"_s);
    askOperator();
}

void OneEachConversation::operatorSaid(const QString &text)
{
    const Result<QByteArray> bytes = encodeStrict(settings().encoding, text);
    if (!bytes) {
        if (settings().asPrinted) {
            die(u"UnicodeEncodeError: "_s + bytes.error().text);
            return;
        }
        print(u"! "_s + bytes.error().text);
        printPrompt(u"服务端:"_s);
        askOperator();
        return;
    }
    if (!settings().asPrinted && !end().socket().peek(1).bytes.isEmpty())
        print(u"! "_s + tr("out of turn: the client has spoken again before this reply"));
    send(*bytes);
    if (text == u"关闭" && !settings().asPrinted)
        finish();
}

void HelloConversation::begin()
{
    print(u"Accept new connection from %1:%2..."_s.arg(peer().address(), QString::number(peer().port())));
    send("Welcome!");
}

void HelloConversation::receive(const QByteArray &bytes)
{
    pause([this, bytes] { answer(bytes); });
}

void HelloConversation::answer(const QByteArray &bytes)
{
    const auto strict = decodeStrict(settings().encoding, bytes);
    if (!strict && settings().asPrinted) {
        die(decodeError(strict.error()));
        return;
    }
    const QString name = strict ? *strict : lenient(settings().encoding, bytes);
    if (bytes.isEmpty() || name == u"exit") {
        finish();
        print(u"Connection from %1:%2 closed."_s.arg(peer().address(), QString::number(peer().port())));
        return;
    }
    const Result<QByteArray> greeting = encodeStrict(settings().encoding, u"Hello,%1!"_s.arg(name));
    send(greeting ? *greeting : "Hello," + bytes + '!'); // what is no character goes back as it came
}

void ThanksConversation::receive(const QByteArray &bytes)
{
    const auto strict = decodeStrict(settings().encoding, bytes);
    if (!strict && settings().asPrinted) {
        die(decodeError(strict.error()));
        return;
    }
    // As printed, a client that left without a word is thanked all the same.
    if (bytes.isEmpty() && !settings().asPrinted) {
        finish(tr("it left without a word"));
        return;
    }
    print(u"接收到的数据为: "_s + (strict ? *strict : lenient(settings().encoding, bytes)));
    send("thank you !");
    finish();
}

} // namespace miniqq::lab
