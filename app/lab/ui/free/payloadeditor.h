// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/workbench/payload.h"

#include <QWidget>

class QComboBox;

namespace miniqq::ui {
class Button;
class IconButton;
class InputField;
} // namespace miniqq::ui

namespace miniqq::lab {

/// Where one writes what a client sends: text with a line ending, hexadecimal digits or a file, and the
/// button that sends it.
class PayloadEditor : public QWidget
{
    Q_OBJECT
public:
    explicit PayloadEditor(QWidget *parent = nullptr);

    Payload payload() const;
    void setText(const QString &text);
    void setKind(Payload::Kind kind);
    /// Takes complaints about the payload or its file; false if it is about something else.
    bool complain(const Complaint &complaint);
    QString complaint() const;
    void setSendEnabled(bool enabled);
    ui::Button *sendButton() const { return m_send; }
    /// It was sent: the text is marked, ready to be written over.
    void selectText();

Q_SIGNALS:
    void sendRequested(const miniqq::lab::Payload &payload);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void showKind();
    void chooseFile();

    QComboBox *m_kind;
    QComboBox *m_ending;
    ui::InputField *m_text;
    ui::IconButton *m_browse;
    ui::Button *m_send;
};

} // namespace miniqq::lab
