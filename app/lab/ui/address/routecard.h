// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/address/namelookup.h"
#include "app/lab/address/routes.h"
#include "common/ui/card.h"

#include <QTimer>

namespace miniqq::ui {
class InputField;
class Label;
} // namespace miniqq::ui

namespace miniqq::lab {

class FactRows;
class MachineReader;

/// The way of a packet to a destination: by the routing table, and by the kernel's own word. Nothing is sent,
/// but for a name the name service is asked.
class RouteCard final : public ui::Card
{
    Q_OBJECT

public:
    /// Both must outlive the card.
    RouteCard(MachineReader &machine, const Clock &clock,
              NameLookup::Resolver resolver = NameLookup::systemResolver(), QWidget *parent = nullptr);

    ui::InputField &field() { return *m_field; }
    FactRows &rows() { return *m_rows; }
    /// The decision in a sentence.
    QString reason() const;

Q_SIGNALS:
    void decided();

protected:
    void changeEvent(QEvent *event) override;

private:
    void read();
    void tell(const QHostAddress &destination);
    void showFacts(const Facts &facts);
    void retranslate();

    MachineReader &m_machine;
    NameLookup m_lookup;
    QTimer m_typing; // a moment's rest means that somebody has finished typing
    int m_question = 0;
    ui::InputField *m_field;
    ui::Label *m_reason;
    FactRows *m_rows;
};

} // namespace miniqq::lab
