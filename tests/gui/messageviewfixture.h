// SPDX-License-Identifier: MIT
#pragma once

#include "fakemodels.h"

#include "app/ui/chat/jumpbutton.h"
#include "app/ui/chat/messageview.h"
#include "common/ui/thememanager.h"

#include <QApplication>
#include <QTest>

#include <memory>
#include <utility>

namespace miniqq::client::test {

using namespace Qt::Literals::StringLiterals;

inline constexpr qint64 start = 1'700'000'000'000;

// Messages of changing length and sender; `first` is the seq of the first one.
inline std::vector<FakeMessage> talk(qint64 first, int count)
{
    std::vector<FakeMessage> messages;
    messages.reserve(size_t(count));
    for (qint64 seq = first; seq < first + count; ++seq) {
        FakeMessage message;
        message.from = seq / 5 % 2 ? "bob" : "carol";
        message.name = seq / 5 % 2 ? u"Bob"_s : u"Carol"_s;
        message.text = u"message %1 "_s.arg(seq) + u"with some more words "_s.repeated(int(seq % 7) * 3);
        message.seq = seq;
        message.timeMs = start + seq * 60'000;
        messages.push_back(message);
    }
    return messages;
}

inline FakeMessage own(qint64 seq, const QString &text,
                       MessageState::Kind state = MessageState::Kind::Sending)
{
    FakeMessage message;
    message.from = "alice";
    message.name = u"Alice"_s;
    message.text = text;
    message.seq = seq;
    message.timeMs = start + 100'000 * 60'000LL;
    message.own = true;
    message.state = state;
    return message;
}

/// A view of 500 x 400 on a model with messages from seq 1001, and questions about what it shows.
class MessageViewFixture : public QObject
{
    Q_OBJECT

protected:
    std::unique_ptr<ui::ThemeManager> m_themes;
    std::unique_ptr<FakeMessageModel> m_model;
    std::unique_ptr<MessageView> m_view;

    void open(int count, bool show = true)
    {
        m_model = std::make_unique<FakeMessageModel>();
        m_model->append(talk(1001, count));
        m_view = std::make_unique<MessageView>();
        m_view->resize(500, 400);
        m_view->setModel(m_model.get());
        if (show) {
            m_view->show();
            QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
        }
    }
    int bottomOf(int row) const
    {
        const QRect rect = m_view->rowRect(row);
        return rect.top() + rect.height();
    }
    // The row that stands whole at the top, and where its lower edge is.
    std::pair<qint64, int> eye() const
    {
        for (int row = m_view->firstVisibleRow(); row <= m_view->lastVisibleRow(); ++row) {
            if (m_view->rowRect(row).top() >= 0)
                return {m_model->at(row).seq, bottomOf(row)};
        }
        return {};
    }
    int rowOfSeq(qint64 seq) const
    {
        for (int row = 0; row < m_model->rowCount(); ++row) {
            if (m_model->at(row).seq == seq)
                return row;
        }
        return -1;
    }
    void scrollUp(int pages)
    {
        for (int i = 0; i < pages; ++i)
            QTest::keyClick(m_view.get(), Qt::Key_PageUp);
    }
    JumpButton &jump() const { return *m_view->findChild<JumpButton *>(); }
    QPoint inText(int row, int position) const
    {
        const MessageLayout &layout = m_view->laidOut(row)->layout;
        const QTextLine line = layout.lines->lineAt(0);
        return QPointF(layout.text.left() + line.cursorToX(position) + 1,
                       m_view->rowRect(row).top() + layout.text.top() + 10)
            .toPoint();
    }

private Q_SLOTS:
    void initTestCase()
    {
        QFont font(u"Noto Sans"_s);
        font.setPixelSize(13);
        QApplication::setFont(font);
        m_themes = std::make_unique<ui::ThemeManager>(*qApp);
        m_themes->setAnimated(false);
    }
    void cleanup()
    {
        m_view.reset();
        m_model.reset();
    }
    void cleanupTestCase() { m_themes.reset(); }
};

} // namespace miniqq::client::test
