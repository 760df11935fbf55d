// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/workbench/servicedesk.h"
#include "common/ui/card.h"

#include <QPointer>

namespace miniqq::ui {
class Button;
class ElidedLabel;
class IconButton;
class InputField;
class Label;
class Tag;
} // namespace miniqq::ui

namespace miniqq::lab {

class TranscriptView;

/// A service that was started: where it is bound, what it prints, the operator's reply, stop and remove.
class ServiceCard : public ui::Card
{
    Q_OBJECT
public:
    explicit ServiceCard(RunningService &service, QWidget *parent = nullptr);

    const RunningService *service() const { return m_service; }
    ui::InputField *replyField() const { return m_reply; }

Q_SIGNALS:
    void removeRequested(miniqq::lab::RunningService *service);

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    void reply();

    QPointer<RunningService> m_service;
    ui::Tag *m_state;
    ui::ElidedLabel *m_where;
    ui::IconButton *m_stop;
    ui::IconButton *m_remove;
    TranscriptView *m_transcript;
    ui::Label *m_turn;
    ui::InputField *m_reply;
    ui::Button *m_send;
};

} // namespace miniqq::lab
