// SPDX-License-Identifier: MIT
#include "app/ui/chat/chatpane.h"
#include "app/ui/chat/composer.h"
#include "app/ui/chat/emojipopup.h"
#include "app/ui/chat/messagetext.h"
#include "app/ui/chat/messageview.h"
#include "app/ui/chat/typingstrip.h"
#include "common/ui/button.h"
#include "common/ui/iconbutton.h"
#include "common/ui/thememanager.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>

using namespace miniqq;
using namespace miniqq::client;
using namespace Qt::Literals::StringLiterals;

class TestComposer : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<ui::ThemeManager> m_themes;
    std::unique_ptr<Composer> m_composer;

    MessageEdit &edit() const { return m_composer->edit(); }
    ui::Button &button() const { return *m_composer->findChild<ui::Button *>(); }
    void press(Qt::Key key, Qt::KeyboardModifiers held = {}) { QTest::keyClick(&edit(), key, held); }
    bool isSaid(const QString &words) const
    {
        const auto labels = m_composer->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [&](const QLabel *label) {
            return label->isVisibleTo(m_composer.get()) && label->text().contains(words);
        });
    }
    void paste(const QString &text, const QString &html = {})
    {
        auto *data = new QMimeData;
        data->setText(text);
        if (!html.isEmpty())
            data->setHtml(html);
        QApplication::clipboard()->setMimeData(data);
        edit().paste();
    }

private Q_SLOTS:
    void initTestCase() { m_themes = std::make_unique<ui::ThemeManager>(*qApp); }
    void cleanupTestCase() { m_themes.reset(); }
    void init()
    {
        m_composer = std::make_unique<Composer>();
        m_composer->resize(500, 120);
        m_composer->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_composer.get()));
        edit().setFocus();
    }
    void cleanup() { m_composer.reset(); }

    void keys_data()
    {
        QTest::addColumn<SendKey>("sendKey");
        QTest::addColumn<Qt::KeyboardModifiers>("held");
        QTest::addColumn<bool>("sends");
        const auto none = Qt::KeyboardModifiers();
        QTest::newRow("Enter sends") << SendKey::Enter << none << true;
        QTest::newRow("Enter of the keypad sends")
            << SendKey::Enter << Qt::KeyboardModifiers(Qt::KeypadModifier) << true;
        QTest::newRow("Shift+Enter breaks")
            << SendKey::Enter << Qt::KeyboardModifiers(Qt::ShiftModifier) << false;
        QTest::newRow("Ctrl+Enter breaks")
            << SendKey::Enter << Qt::KeyboardModifiers(Qt::ControlModifier) << false;
        QTest::newRow("other way: Enter breaks") << SendKey::CtrlEnter << none << false;
        QTest::newRow("other way: Ctrl+Enter sends")
            << SendKey::CtrlEnter << Qt::KeyboardModifiers(Qt::ControlModifier) << true;
        QTest::newRow("other way: Shift+Enter breaks")
            << SendKey::CtrlEnter << Qt::KeyboardModifiers(Qt::ShiftModifier) << false;
    }
    void keys()
    {
        QFETCH(SendKey, sendKey);
        QFETCH(Qt::KeyboardModifiers, held);
        QFETCH(bool, sends);
        m_composer->setSendKey(sendKey);
        QSignalSpy sent(m_composer.get(), &Composer::sendRequested);
        QTest::keyClicks(&edit(), u"hi"_s);
        press(Qt::Key_Return, held);
        QCOMPARE(sent.size(), sends ? 1 : 0);
        QCOMPARE(m_composer->text(), sends ? u"hi"_s : u"hi\n"_s);
        if (sends)
            QCOMPARE(sent.first().first().toString(), u"hi"_s);
    }

    void enterNeverSendsWhileAnInputMethodComposes()
    {
        QSignalSpy sent(m_composer.get(), &Composer::sendRequested);
        QTest::keyClicks(&edit(), u"a"_s);
        QInputMethodEvent composing(u"nihao"_s, {});
        QApplication::sendEvent(&edit(), &composing);
        QVERIFY(edit().isComposing());
        press(Qt::Key_Return);
        QTest::mouseClick(&button(), Qt::LeftButton);
        QCOMPARE(sent.size(), 0);
        QCOMPARE(m_composer->text(), u"a"_s);
        QInputMethodEvent commit;
        commit.setCommitString(u"你好"_s);
        QApplication::sendEvent(&edit(), &commit);
        QVERIFY(!edit().isComposing());
        QCOMPARE(m_composer->text(), u"a你好"_s);
        press(Qt::Key_Return);
        QCOMPARE(sent.size(), 1);
    }

    void theTextLeavesOnlyWhenAccepted()
    {
        QSignalSpy sent(m_composer.get(), &Composer::sendRequested);
        QTest::keyClicks(&edit(), u"one"_s);
        press(Qt::Key_Return);
        press(Qt::Key_Return); // impatient: nothing is sent twice
        QCOMPARE(sent.size(), 1);
        QCOMPARE(m_composer->text(), u"one"_s);
        QTest::keyClicks(&edit(), u" two"_s); // typed while the disk writes
        m_composer->accepted();
        QCOMPARE(m_composer->text(), u" two"_s);
        m_composer->accepted(); // nobody asked
        QCOMPARE(m_composer->text(), u" two"_s);

        press(Qt::Key_Return);
        QCOMPARE(sent.size(), 2);
        m_composer->refused(u"The disk is full."_s);
        QCOMPARE(m_composer->text(), u" two"_s);
        QVERIFY(isSaid(u"The disk is full."_s));
        press(Qt::Key_Return);
        QCOMPARE(sent.size(), 3);
        m_composer->accepted();
        QVERIFY(m_composer->text().isEmpty());
        QVERIFY(!button().isEnabled());
    }

    void blankIsNotSent_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("empty") << QString();
        QTest::newRow("blanks") << u"  \t"_s;
        QTest::newRow("lines") << u"\n\n"_s;
        QTest::newRow("wide blank") << u"\u3000\u00a0"_s;
    }
    void blankIsNotSent()
    {
        QFETCH(QString, text);
        QSignalSpy sent(m_composer.get(), &Composer::sendRequested);
        m_composer->setDraft(text);
        QVERIFY(!button().isEnabled());
        press(Qt::Key_Return);
        QCOMPARE(sent.size(), 0);
    }

    void tooLongIsRefusedAndNothingIsCut()
    {
        QSignalSpy sent(m_composer.get(), &Composer::sendRequested);
        const QString emoji = u"😀"_s.repeated(4000); // 4000 code points, 8000 QChars, 16 000 bytes
        paste(emoji);
        QVERIFY(isSaid(u"4,000 / 4,000"_s));
        QVERIFY(button().isEnabled());
        paste(u"😀"_s);
        QVERIFY(isSaid(u"4,001 / 4,000"_s));
        QVERIFY(isSaid(u"Nothing is cut off"_s));
        QVERIFY(!button().isEnabled());
        press(Qt::Key_Return);
        QCOMPARE(sent.size(), 0);
        QCOMPARE(m_composer->text(), emoji + u"😀"_s);
        press(Qt::Key_Backspace);
        press(Qt::Key_Return);
        QCOMPARE(sent.size(), 1);
        QCOMPARE(sent.first().first().toString(), emoji);
        const QString lines = u"line\n"_s.repeated(1200);
        m_composer->setDraft({});
        paste(lines);
        QCOMPARE(m_composer->text(), lines);
        // What is out of all proportion is not taken at all, and that is said.
        paste(QString(MessageEdit::longestPaste + 1, u'x'));
        QCOMPARE(m_composer->text(), lines);
        m_composer->setDraft(u"short"_s);
        paste(QString(MessageEdit::longestPaste + 1, u'x'));
        QCOMPARE(m_composer->text(), u"short"_s);
        QVERIFY(isSaid(u"Nothing was pasted: that text has 20,001 characters"_s));
    }

    void whatIsPastedIsText()
    {
        const QString text = u"<b>x</b>\r\na\u00a0b\tc"_s;
        paste(text, u"<img src='http://127.0.0.1:1/x.png'><b>x</b>"_s);
        QCOMPARE(m_composer->text(), u"<b>x</b>\na\u00a0b\tc"_s);
        QMimeData picture;
        picture.setImageData(QImage(2, 2, QImage::Format_RGB32));
        QVERIFY(!edit().acceptRichText());
        QApplication::clipboard()->setImage(QImage(2, 2, QImage::Format_RGB32));
        edit().paste();
        QCOMPARE(m_composer->text(), u"<b>x</b>\na\u00a0b\tc"_s);
    }

    void growsToAThirdOfThePane()
    {
        m_composer->setPaneHeight(600);
        QWidget *field = edit().parentWidget();
        QCOMPARE(field->height(), 40);
        int last = 40;
        for (int i = 0; i < 4; ++i) {
            press(Qt::Key_Return, Qt::ShiftModifier);
            QVERIFY(field->height() > last);
            last = field->height();
        }
        paste(u"\n"_s.repeated(100));
        QCOMPARE(field->height(), 200);
        m_composer->setDraft({});
        QCOMPARE(field->height(), 40);
    }

    void draftsAreSilent()
    {
        QSignalSpy edited(m_composer.get(), &Composer::textEdited);
        m_composer->setDraft(u"later"_s);
        QCOMPARE(edited.size(), 0);
        QTest::keyClicks(&edit(), u"!"_s);
        QCOMPARE(edited.size(), 1);
        QCOMPARE(edited.first().first().toString(), u"later!"_s);
        // What was being sent belongs to the conversation before.
        press(Qt::Key_Return);
        m_composer->setDraft(u"other"_s);
        m_composer->accepted();
        QCOMPARE(m_composer->text(), u"other"_s);
    }

    void emojiArePicked()
    {
        const QStringList all = EmojiPopup::emoji();
        QCOMPARE(all.size(), 120);
        QCOMPARE(QSet<QString>(all.begin(), all.end()).size(), 120);
        for (const QString &emoji : all)
            QVERIFY2(countEmojiOnly(emoji) == 1, qPrintable(emoji));
        QTest::keyClicks(&edit(), u"ok "_s);
        QTest::mouseClick(m_composer->findChild<ui::IconButton *>(), Qt::LeftButton);
        auto *popup = m_composer->findChild<EmojiPopup *>();
        QVERIFY(popup && popup->isVisible());
        QTest::keyClick(popup, Qt::Key_Right);
        QTest::keyClick(popup, Qt::Key_Down);
        QTest::keyClick(popup, Qt::Key_Return);
        QVERIFY(!popup->isVisible());
        QCOMPARE(m_composer->text(), u"ok "_s + all.at(11));
    }

    void typingStripNeverMoves()
    {
        TypingStrip strip;
        const QSize size = strip.sizeHint();
        QCOMPARE(strip.text(), QString());
        strip.setTypists({{u"bob"_s, u"Bob"_s}});
        QCOMPARE(strip.text(), u"Bob is typing"_s);
        strip.setTypists({{u"bob"_s, u"Bob"_s}, {u"carol"_s, u"Ca\u202erol\n"_s}});
        QCOMPARE(strip.text(), u"Bob and Carol are typing"_s);
        strip.setTypists({{u"a"_s, u"A"_s}, {u"b"_s, u"B"_s}, {u"c"_s, u"C"_s}});
        QVERIFY(strip.text().startsWith(u"3"_s));
        QCOMPARE(strip.sizeHint(), size);
    }

    void typingInTheMessagesWritesBelow()
    {
        ChatPane pane;
        pane.resize(500, 500);
        pane.show();
        QVERIFY(QTest::qWaitForWindowExposed(&pane));
        pane.view().setFocus();
        QTest::keyClick(&pane.view(), Qt::Key_X);
        QCOMPARE(pane.composer().text(), u"x"_s);
        pane.setContact({u"bob"_s, u"Bob"_s, ui::AvatarKind::Person, ui::PresenceDot::None}, u"online"_s,
                        true);
        QCOMPARE(pane.composer().edit().placeholderText(), u"Message Bob"_s);
        QTest::keyClick(&pane.composer().edit(), Qt::Key_Return);
        pane.messageQueued();
        QVERIFY(pane.composer().text().isEmpty());
    }
};

QTEST_MAIN(TestComposer)
#include "tst_composer.moc"
