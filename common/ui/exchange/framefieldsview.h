// SPDX-License-Identifier: MIT
#pragma once

#include "common/tap/framefields.h"

#include <QTreeView>

class QStandardItem;
class QStandardItemModel;

namespace miniqq::ui {

/// The fields of one frame as a tree: name, value, and at the right which bytes carry it. Values are foreign
/// text.
class FrameFieldsView : public QTreeView
{
    Q_OBJECT
public:
    explicit FrameFieldsView(QWidget *parent = nullptr);

    /// Takes `frame` (header and payload) apart and shows it unfolded.
    void setFrame(const QByteArray &frame);
    /// Makes the innermost field that holds this byte the current one.
    void selectByte(qsizetype offset);
    /// Moves to the next (+1) or previous (-1) field; false at the ends.
    bool step(int direction);
    QSize sizeHint() const override;

Q_SIGNALS:
    /// Another field became current: the bytes of its value are [begin, end). `explanation` may be empty.
    void fieldSelected(qsizetype begin, qsizetype end, const QString &name, const QString &explanation);

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void changeEvent(QEvent *event) override;
    void drawRow(QPainter *painter, const QStyleOptionViewItem &option,
                 const QModelIndex &index) const override;

private:
    void add(QStandardItem *parent, const tap::FrameField &field);

    QStandardItemModel *m_model;
    QByteArray m_frame;
    std::vector<tap::FrameField> m_fields;
};

} // namespace miniqq::ui
