// SPDX-License-Identifier: MIT
#pragma once

#include "app/models/conversationlistmodel.h"
#include "app/models/messagelistmodel.h"
#include "app/ui/chat/chatpane.h"
#include "app/ui/chat/composer.h"
#include "app/ui/chat/messageview.h"
#include "app/ui/shell/mainwindow.h"
#include "app/ui/shell/messenger.h"
#include "app/ui/shell/signinwindow.h"
#include "common/ui/banner.h"
#include "common/ui/language.h"
#include "common/ui/thememanager.h"
#include "tests/gui/windowfixture.h"

namespace miniqq::test {

/// Theme and language, one of each per program.
struct Looks
{
    Looks()
        : themes(std::make_unique<ui::ThemeManager>(*qApp))
        , languages(std::make_unique<ui::LanguageManager>(*qApp))
    {
        themes->setAnimated(false);
    }
    std::unique_ptr<ui::ThemeManager> themes;
    std::unique_ptr<ui::LanguageManager> languages;
};

/// A messenger as main() puts it together.
struct User
{
    User(const Looks &looks, const client::StartOptions &options)
        : messenger(*inside.inside, inside.traffic, inside.clock, *looks.themes, *looks.languages, options)
    {
        messenger.start();
    }

    client::Client &client() { return *inside.inside; }
    client::MainWindow &window() { return *messenger.mainWindow(); }
    client::ChatPane &pane() { return window().chatPane(); }
    client::MessageView &view() { return pane().view(); }
    client::Composer &composer() { return pane().composer(); }
    ui::Banner &banner() { return *window().findChild<ui::Banner *>(u"connectionBanner"_s); }
    bool isOnline() { return messenger.mainWindow() && client().isOnline(); }
    bool activate()
    {
        window().activateWindow();
        return QTest::qWaitForWindowActive(&window());
    }
    void type(const QString &text) { QTest::keyClicks(&composer().edit(), text); }
    void send() { QTest::keyClick(&composer().edit(), Qt::Key_Return); }
    QVariant inList(const QByteArray &key, int role)
    {
        const QAbstractItemModel &model = *window().findChild<client::ConversationListModel *>();
        for (int row = 0; row < model.rowCount(); ++row) {
            if (model.index(row, 0).data(client::ConversationListModel::KeyRole).toByteArray() == key)
                return model.index(row, 0).data(role);
        }
        return {};
    }
    /// How often the open conversation shows this text.
    int shown(const QString &text)
    {
        int count = 0;
        const QAbstractItemModel &model = *view().model();
        for (int row = 0; row < model.rowCount(); ++row)
            count += model.index(row, 0).data().toString() == text ? 1 : 0;
        return count;
    }
    /// The newest message lies within the viewport and says this.
    bool isInView(const QString &text)
    {
        const int row = view().model()->rowCount() - 1;
        return row >= 0 && view().model()->index(row, 0).data().toString() == text &&
               !view().rowRect(row).isEmpty() &&
               view().viewport()->rect().contains(view().rowRect(row).center());
    }
    client::MessageState::Kind lastState()
    {
        const int row = view().model()->rowCount() - 1;
        return client::MessageState::Kind(
            view().model()->index(row, 0).data(client::MessageListModel::StateRole).toInt());
    }

    WindowClient inside;
    client::Messenger messenger;
};

} // namespace miniqq::test
