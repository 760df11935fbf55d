// SPDX-License-Identifier: MIT
#include "app/ui/chat/messageviewaccessible.h"

#include "app/ui/chat/messageview.h"

#include <QAccessible>
#include <QAccessibleWidget>

namespace miniqq::client {

namespace {

// One row. Holds a number only: the interfaces of rows that moved are dropped by the list.
class MessageItem final : public QAccessibleInterface
{
public:
    MessageItem(MessageView *view, int row)
        : m_view(view)
        , m_row(row)
    {}

    bool isValid() const override { return m_view && m_view->model() && m_row < m_view->model()->rowCount(); }
    QObject *object() const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    QAccessibleInterface *parent() const override { return QAccessible::queryAccessibleInterface(m_view); }
    QAccessibleInterface *child(int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Name && isValid() ? spokenText(readMessageRow(*m_view->model(), m_row))
                                                      : QString();
    }
    void setText(QAccessible::Text, const QString &) override {}
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    QRect rect() const override
    {
        const QRect inView = m_view->rowRect(m_row);
        return inView.isEmpty() ? QRect() : inView.translated(m_view->viewport()->mapToGlobal(QPoint()));
    }
    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.readOnly = true;
        state.focusable = true;
        state.focused = m_view->hasFocus() && m_view->currentRow() == m_row;
        state.offscreen = rect().isEmpty();
        return state;
    }

private:
    QPointer<MessageView> m_view;
    int m_row;
};

class MessageViewInterface final : public QAccessibleWidget
{
public:
    explicit MessageViewInterface(MessageView *view)
        : QAccessibleWidget(view, QAccessible::List)
        , m_view(view)
    {}
    ~MessageViewInterface() override { forget(); }

    int childCount() const override { return m_view->model() ? m_view->model()->rowCount() : 0; }
    QAccessibleInterface *child(int row) const override
    {
        if (row < 0 || row >= childCount())
            return nullptr;
        QAccessible::Id &id = m_items[row];
        if (!id)
            id = QAccessible::registerAccessibleInterface(new MessageItem(m_view, row));
        return QAccessible::accessibleInterface(id);
    }
    int indexOfChild(const QAccessibleInterface *item) const override
    {
        const QAccessible::Id id = QAccessible::uniqueId(const_cast<QAccessibleInterface *>(item));
        return m_items.key(id, -1);
    }
    QAccessibleInterface *childAt(int x, int y) const override
    {
        return child(m_view->rowAt(m_view->viewport()->mapFromGlobal(QPoint(x, y))));
    }
    QAccessibleInterface *focusChild() const override
    {
        return m_view->hasFocus() ? child(m_view->currentRow()) : nullptr;
    }

private:
    void forget()
    {
        for (const QAccessible::Id id : std::as_const(m_items))
            QAccessible::deleteAccessibleInterface(id);
        m_items.clear();
    }

    MessageView *m_view;
    mutable QHash<int, QAccessible::Id> m_items; // only of rows that were asked for
};

QAccessibleInterface *makeInterface(const QString &, QObject *object)
{
    auto *view = qobject_cast<MessageView *>(object);
    return view ? new MessageViewInterface(view) : nullptr;
}

} // namespace

void installMessageViewAccessibility()
{
    QAccessible::installFactory(makeInterface); // the same factory twice is kept once
}

void announceRowsInserted(MessageView *view, int first, int last)
{
    if (!QAccessible::isActive())
        return;
    for (int row = first; row <= last && row < first + 20; ++row) {
        QAccessibleEvent event(view, QAccessible::ObjectCreated);
        event.setChild(row);
        QAccessible::updateAccessibility(&event);
    }
}

} // namespace miniqq::client
