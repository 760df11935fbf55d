// SPDX-License-Identifier: MIT
#include "gallerytraffic.h"

#include "common/wire/frame.h"

using namespace Qt::Literals::StringLiterals;

namespace miniqq::ui {

using tap::Direction;

QByteArray galleryFrame(const QByteArray &type, const QByteArray &id, const QByteArray &re,
                        const QByteArray &body)
{
    QByteArray payload = R"({"type":")" + type + '"';
    if (!id.isEmpty())
        payload += R"(,"id":")" + id + '"';
    if (!re.isEmpty())
        payload += R"(,"re":")" + re + '"';
    payload += R"(,"body":)" + (body.isEmpty() ? QByteArray("{}") : body) + '}';
    QByteArray frame;
    wire::appendFrame(frame, payload);
    return frame;
}

namespace {

void signIn(tap::TrafficLog &log, GalleryClock &clock, ConnectionId id, const QByteArray &account)
{
    log.setAccount(id, account);
    log.frame(id, Direction::In,
              galleryFrame("hello", "1", {}, R"({"protocol":[1,1],"features":["history","receipts"]})"));
    clock.advanceMs(4);
    log.frame(id, Direction::Out,
              galleryFrame("welcome", {}, "1", R"({"protocol":1,"limits":{"frame":65536}})"));
    clock.advanceMs(60);
}

} // namespace

void playServerTraffic(tap::TrafficLog &log, GalleryClock &clock)
{
    log.setMode(tap::TrafficLog::Mode::Full);
    const ConnectionId bob(1);
    const ConnectionId alice(2);
    const ConnectionId ming(3);
    const Endpoint server{u"192.168.1.20"_s, 6477};
    log.opened(bob, server, {u"192.168.1.9"_s, 49822});
    log.secured(bob, u"TLSv1.3"_s, u"TLS_AES_256_GCM_SHA384"_s);
    signIn(log, clock, bob, "bob");
    log.opened(alice, server, {u"192.168.1.7"_s, 51034});
    log.setAccount(alice, "alice");
    log.opened(ming, server, {u"192.168.1.12"_s, 60418});
    log.setAccount(ming, "小明");
    clock.advanceMs(120);
    log.frame(bob, Direction::In, galleryFrame("typing.set", {}, {}, R"({"conv":"lobby"})"));
    clock.advanceMs(400);
    const QByteArray said = R"({"conv":"lobby","uuid":"0192f4c1-7b2e","text":"你好 👋"})";
    log.frame(bob, Direction::In, galleryFrame("chat.send", "7", {}, said));
    clock.advanceMs(0.8);
    log.frame(bob, Direction::Out, galleryFrame("chat.ack", {}, "7", R"({"seq":1286})"));
    for (const ConnectionId id : {alice, ming})
        log.frame(id, Direction::Out, galleryFrame("chat.deliver", {}, {}, said));
    clock.advanceMs(4);
    log.frame(alice, Direction::In,
              galleryFrame("receipt.set", {}, {}, R"({"conv":"lobby","received":1286})"));
    log.frame(ming, Direction::In,
              galleryFrame("receipt.set", {}, {}, R"({"conv":"lobby","received":1286})"));
    clock.advanceMs(480);
    for (int i = 0; i < 6; ++i)
        log.frame(ming, Direction::In, galleryFrame("file.chunk", {}, {}, R"({"offset":0})"));
    clock.advanceMs(475);
    log.frame(alice, Direction::In, galleryFrame("receipt.set", {}, {}, R"({"conv":"lobby","read":1286})"));
    clock.advanceMs(623);
    log.frame(bob, Direction::Out, galleryFrame("ping", {}, {}, {}));
    clock.advanceMs(2);
    log.frame(bob, Direction::In, galleryFrame("pong", {}, {}, {}));
    clock.advanceMs(30);
    log.frame(ming, Direction::Out,
              galleryFrame("error", {}, "9", R"({"code":"rate_limited","text":"slow mode"})"));
}

void playClientTraffic(tap::TrafficLog &log, GalleryClock &clock)
{
    log.setMode(tap::TrafficLog::Mode::Full);
    const ConnectionId me(1);
    log.opened(me, {u"192.168.1.7"_s, 51034}, {u"192.168.1.20"_s, 6477});
    log.setAccount(me, "alice");
    clock.advanceMs(3);
    log.frame(me, Direction::Out,
              galleryFrame("chat.send", "7", {}, R"({"conv":"d:alice:bob","text":"看了，TCP 没有包"})"));
    clock.advanceMs(3);
    log.frame(me, Direction::In, galleryFrame("chat.ack", {}, "7", R"({"seq":1286})"));
    clock.advanceMs(846);
    log.frame(me, Direction::In, galleryFrame("receipt.changed", {}, {}, R"({"conv":"lobby","read":1286})"));
    clock.advanceMs(260);
    log.frame(me, Direction::In, galleryFrame("typing.set", {}, {}, R"({"conv":"d:alice:bob"})"));
    for (int i = 0; i < 42; ++i)
        log.frame(me, Direction::In, galleryFrame("file.chunk", {}, {}, R"({"offset":0})"));
    clock.advanceMs(200);
    log.frame(me, Direction::In,
              galleryFrame("chat.deliver", {}, {}, R"({"conv":"d:alice:bob","text":"server 那边你来开"})"));
    clock.advanceMs(1);
    log.frame(me, Direction::Out, galleryFrame("receipt.set", {}, {}, R"({"conv":"lobby","received":1288})"));
}

} // namespace miniqq::ui
