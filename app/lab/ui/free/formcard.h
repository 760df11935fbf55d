// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/workbench/complaint.h"
#include "common/ui/card.h"

#include <map>

class QComboBox;
class QGridLayout;

namespace miniqq::ui {
class InputField;
class Label;
} // namespace miniqq::ui

namespace miniqq::lab {

/// A card with fields under small labels. A complaint is shown under the row of its field, or at the foot of
/// the form if that has no field of its own.
class FormCard : public ui::Card
{
    Q_OBJECT
public:
    explicit FormCard(QWidget *parent = nullptr);

    void complain(const Complaint &complaint);
    void clearComplaints();
    /// The sentence that is shown at a field now, or at the foot for Field::None; empty if there is none.
    QString complaintAt(Field field) const;
    ui::InputField *field(Field field) const;

protected:
    /// In the grid of the form: a field of mono digits or text with its label above.
    ui::InputField *addField(Field field, int row, int column, int columns = 1);
    QComboBox *addCombo(int row, int column, int columns = 1);
    void addLabelled(QWidget *widget, int row, int column, int columns = 1);
    /// The words above a widget of the grid, also its accessible name; a field's are its placeholder too,
    /// unless it has another.
    void setWords(QWidget *widget, const QString &words, const QString &placeholder = {});
    /// Below everything that was added so far.
    void addFoot();

private:
    struct Entry
    {
        ui::InputField *input;
        ui::Label *complaint; ///< of its row of the grid
    };
    ui::Label *complaintOfRow(int row);

    QGridLayout *m_grid;
    std::map<Field, Entry> m_fields;
    std::map<int, ui::Label *> m_complaints; // by row: a field alone is too narrow for a sentence
    std::map<QWidget *, ui::Label *> m_labels;
    ui::Label *m_foot = nullptr;
};

/// The encodings by their names, in the order of the tutorials.
void fillEncodings(QComboBox &combo);

} // namespace miniqq::lab
