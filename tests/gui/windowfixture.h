// SPDX-License-Identifier: MIT
#pragma once

#include "app/core/client.h"
#include "common/tap/trafficlog.h"
#include "common/ui/label.h"
#include "server/core/servercore.h"

#include <QAbstractButton>
#include <QApplication>
#include <QLineEdit>
#include <QRegularExpression>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

/// What tests of whole windows share: a real server in this process, messengers with profiles of their own,
/// and ways to find in a window what a person would look for.
namespace miniqq::test {

using namespace Qt::Literals::StringLiterals;

inline const QString password = u"a long password 4711"_s;

/// A server on the loopback with a folder of its own; not started.
struct WindowServer
{
    explicit WindowServer(quint16 port = 0)
        : core(config(folder.path(), port), traffic)
    {
        traffic.setMode(tap::TrafficLog::Mode::Full);
        core.setStatusInterval(50);
    }

    static server::ServerConfig config(const QString &directory, quint16 port)
    {
        server::ServerConfig config;
        config.listenAddress = u"127.0.0.1"_s;
        config.port = port;
        config.dataDir = directory;
        config.name = u"测试"_s;
        config.passwordMemoryKiB = 64; // quick, not safe
        config.passwordIterations = 1;
        config.limits.registrations = {};
        config.limits.registrationsPerAddress = {};
        return config;
    }

    bool start()
    {
        core.start();
        return QTest::qWaitFor([this] { return core.isListening(); }, 10'000);
    }
    bool stop()
    {
        core.shutDown(u"restarting"_s);
        return QTest::qWaitFor([this] { return core.state() == server::ServerCore::State::Stopped; }, 10'000);
    }
    quint16 port() const { return core.status().listening.front().port; }
    client::ServerAddress address() const { return {u"127.0.0.1"_s, port(), true}; }

    QTemporaryDir folder;
    SystemClock clock;
    tap::TrafficLog traffic{clock, tap::Side::Server};
    server::ServerCore core;
};

/// The inside of a messenger on real sockets; quick to try again.
struct WindowClient
{
    WindowClient()
    {
        auto opened = client::Profile::open(folder.path());
        if (!opened)
            qFatal("%s", qPrintable(opened.error().text));
        profile = std::move(*opened);
        client::Timing timing;
        timing.receiptDelay = 20;
        timing.infoInterval = 50;
        timing.reconnectFirst = 300;
        timing.reconnectStep = 50;
        timing.reconnectMost = 300;
        traffic.setMode(tap::TrafficLog::Mode::Full);
        inside = std::make_unique<client::Client>(*profile, traffic, clock, nullptr, timing);
    }
    client::Client *operator->() { return inside.get(); }

    QTemporaryDir folder;
    SystemClock clock;
    tap::TrafficLog traffic{clock, tap::Side::Client};
    std::unique_ptr<client::Profile> profile;
    std::unique_ptr<client::Client> inside;
};

/// The visible button with this text or accessible name; nullptr: there is none.
inline QAbstractButton *button(const QWidget *window, const QString &text)
{
    for (auto *found : window->findChildren<QAbstractButton *>()) {
        if ((found->text() == text || found->accessibleName() == text) && found->isVisibleTo(window))
            return found;
    }
    return nullptr;
}

/// Clicks it as a mouse would; false if it is not there or cannot be clicked.
inline bool click(const QWidget *window, const QString &text)
{
    QAbstractButton *found = button(window, text);
    if (!found || !found->isEnabled())
        return false;
    QTest::mouseClick(found, Qt::LeftButton);
    return true;
}

inline QLineEdit *field(const QWidget *window, const QString &accessibleName)
{
    for (auto *found : window->findChildren<QLineEdit *>()) {
        if (found->accessibleName() == accessibleName)
            return found;
    }
    return nullptr;
}

/// Everything written on a window: labels, buttons, tabs, prompts, tooltips, names for screen readers.
inline QStringList textsOf(const QWidget *window, bool visibleOnly = true)
{
    QStringList texts{window->windowTitle()};
    for (const QWidget *widget : window->findChildren<QWidget *>()) {
        if (visibleOnly && !widget->isVisibleTo(window))
            continue;
        texts << widget->toolTip() << widget->accessibleName() << widget->accessibleDescription();
        if (const auto *label = qobject_cast<const QLabel *>(widget))
            texts << label->text();
        else if (const auto *elided = qobject_cast<const ui::ElidedLabel *>(widget))
            texts << elided->text();
        else if (const auto *knob = qobject_cast<const QAbstractButton *>(widget))
            texts << knob->text();
        else if (const auto *edit = qobject_cast<const QLineEdit *>(widget))
            texts << edit->placeholderText();
        else if (const auto *tabs = qobject_cast<const QTabBar *>(widget)) {
            for (int i = 0; i < tabs->count(); ++i)
                texts << tabs->tabText(i);
        }
    }
    texts.removeAll(QString());
    texts.removeDuplicates();
    return texts;
}

inline bool shows(const QWidget *window, const QString &words)
{
    const QStringList texts = textsOf(window);
    return std::any_of(texts.begin(), texts.end(), [&](const QString &text) { return text.contains(words); });
}

/// Texts without a Chinese character that hold a word of Latin letters which `allowed` does not match: what
/// nobody translated.
inline QStringList untranslated(const QStringList &texts, const QString &allowed)
{
    static const QRegularExpression chinese(u"\\p{Han}"_s);
    static const QRegularExpression word(u"[A-Za-z]{3,}"_s);
    const QRegularExpression fine(QRegularExpression::anchoredPattern(allowed));
    QStringList left;
    for (const QString &text : texts) {
        if (!chinese.match(text).hasMatch() && word.match(text).hasMatch() && !fine.match(text).hasMatch())
            left << text;
    }
    return left;
}

} // namespace miniqq::test
