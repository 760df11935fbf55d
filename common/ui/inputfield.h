// SPDX-License-Identifier: MIT
#pragma once

#include "common/ui/theme.h"

#include <QLineEdit>
#include <QWidget>

namespace miniqq::ui {

class IconButton;
class Label;

/// A line edit with a leading icon and, when something is wrong, a line below it that says what.
class InputField : public QWidget
{
    Q_OBJECT
public:
    /// `accessibleName` is also the placeholder.
    InputField(const QString &iconName, const QString &accessibleName, QWidget *parent = nullptr);

    QLineEdit &edit() { return *m_edit; }
    const QLineEdit &edit() const { return *m_edit; }
    QString text() const { return m_edit->text(); }
    void setText(const QString &text) { m_edit->setText(text); }
    void setPrompt(const QString &accessibleName);

    /// Fixed-width digits for addresses and ports.
    void setMono(bool mono);
    /// Hides what is typed and offers an eye that shows it.
    void setPassword(bool password);
    /// Height of the box; 40 at first.
    void setFieldHeight(int height);

    /// Shows the error, colours the border and moves the focus here; an empty text takes it away.
    void setError(const QString &text);
    QString error() const;
    /// Only colours the border as an error does, for faults that are told elsewhere; setError() overrides it.
    void setFaulty(bool faulty);

Q_SIGNALS:
    void textChanged(const QString &text);
    void returnPressed();

protected:
    bool event(QEvent *event) override;

private:
    void placeIcons();
    void restyle();
    void showPassword(bool shown);

    QLineEdit *m_edit;
    Label *m_error;
    IconButton *m_eye = nullptr;
    QString m_iconName;
    bool m_mono = false;
};

/// A flat, sunken search box with an optional shortcut hint at its right end and a button that clears it.
class SearchField : public QLineEdit
{
    Q_OBJECT
public:
    explicit SearchField(const QString &prompt, QWidget *parent = nullptr);
    void setPrompt(const QString &prompt);
    /// e.g. "Ctrl K"; shown while the field is empty.
    void setShortcutHint(const QString &hint);
    /// `search` at first; `filter` for expressions.
    void setIconName(const QString &name);
    /// Drawn like an input with a border instead of sunken without one.
    void setOutlined(bool outlined);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void layOut();

    IconButton *m_clear;
    QString m_iconName;
    QString m_hint;
    bool m_outlined = false;
};

} // namespace miniqq::ui
