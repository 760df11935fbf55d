// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/address/addresssheet.h"
#include "common/ui/card.h"

#include <QStringList>
#include <QTimer>

class QComboBox;

namespace miniqq::ui {
class Button;
class InputField;
class Label;
} // namespace miniqq::ui

namespace miniqq::lab {

class BitsView;
class MachineReader;
class TagFlow;

/// Tells all about an address: one of this machine's, or any that is typed. What is no address is told under
/// the field, and then nothing else is.
class AddressCardView final : public ui::Card
{
    Q_OBJECT

public:
    /// `machine` must outlive the card.
    explicit AddressCardView(MachineReader &machine, QWidget *parent = nullptr);

    /// As if it had been typed.
    void setText(const QString &text);
    /// Of the last one that was an address.
    const AddressSheet &sheet() const { return m_sheet; }
    /// Whether the sheet can be seen: what is typed is an address.
    bool tells() const { return m_content->isVisibleTo(this); }
    ui::InputField &field() { return *m_field; }
    QComboBox &chooser() { return *m_chooser; }
    ui::KeyValueRows &rows() { return *m_rows; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    void offerOwn();
    void chooseOwn(int at);
    void read();
    void showSheet();
    void fillRows();
    void retranslate();

    MachineReader &m_machine;
    QComboBox *m_chooser;
    ui::InputField *m_field;
    QTimer m_typing; ///< A moment's rest means that somebody has finished typing.
    QWidget *m_content;
    ui::Label *m_head;
    ui::Label *m_tail;
    TagFlow *m_tags;
    BitsView *m_bits;
    ui::KeyValueRows *m_rows;
    ui::Button *m_moreButton;
    ui::Label *m_notes;
    AddressSheet m_sheet;
    QStringList m_shown; // ids of the rows
    bool m_more = false;
};

} // namespace miniqq::lab
