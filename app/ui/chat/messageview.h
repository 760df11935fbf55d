// SPDX-License-Identifier: MIT
#pragma once

#include "app/ui/chat/messagestack.h"

#include <QAbstractScrollArea>
#include <QPersistentModelIndex>
#include <QPointer>
#include <QTimer>
#include <QUrl>
#include <QVariantAnimation>

class QMenu;

namespace miniqq::client {

class JumpButton;

/// The messages of one conversation, on a model with the roles of MessageListModel. Foreign text is never
/// anything but text. Follows the end while it shows it, else keeps what is being read where it is.
class MessageView : public QAbstractScrollArea
{
    Q_OBJECT
public:
    explicit MessageView(QWidget *parent = nullptr);
    ~MessageView() override;

    /// Not owned. Every reset of the model shows its end.
    void setModel(QAbstractItemModel *model);
    QAbstractItemModel *model() const { return m_model; }
    /// Names of others in the first bubble of a group: on where more than two people write.
    void setNamesShown(bool shown);
    /// False: the conversation goes on behind the model's last row, so its end is nothing to follow.
    void setAtLogEnd(bool atEnd);

    /// True while the end of the conversation is in view, and followed.
    bool isAtEnd() const;
    /// Shows the end of the conversation. Asks for it (latestNeeded) if the model does not hold it.
    void scrollToEnd();
    /// Shows the first unread message near the top; the end if there is none or all fits.
    void showFirstUnread();
    /// Brings the row into view and marks it.
    void showRow(int row);

    /// The conversation's newest message arrived: counted on the button that leads to it, unless it is in
    /// view.
    void noteNewMessage(bool own);
    int newMessagesBelow() const { return m_newBelow; }

    bool hasSelection() const { return m_selectionLength > 0; }
    QString selectedText() const;
    /// Copies the selection; without one the text of the marked row.
    void copy();

    /// The row's place in the viewport; empty if it is not in view.
    QRect rowRect(int row) const;
    /// How the row is laid out, while it is in view; else nullptr. Valid until the next change.
    const LaidOutMessage *laidOut(int row) const;
    int firstVisibleRow() const;
    int lastVisibleRow() const;
    int rowAt(const QPoint &viewportPoint) const;
    /// The row marked by the keyboard; -1: none.
    int currentRow() const { return m_current.isValid() ? m_current.row() : -1; }

Q_SIGNALS:
    /// Less than two screens are left above (below): more rows are welcome.
    void olderNeeded();
    void newerNeeded();
    void latestNeeded();
    /// Everything up to `seq` was on the screen of the active window. Only ever grows, until the next reset.
    void messagesSeen(qint64 seq);
    /// The user saw where the link leads and wants to go there. Only http, https and mailto.
    void linkActivated(const QUrl &url);
    void retryRequested(const miniqq::Uuid &uuid);
    void discardRequested(const miniqq::Uuid &uuid);
    void atEndChanged(bool atEnd);

protected:
    bool event(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void showEvent(QShowEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    struct Hit
    {
        const MessageStack::Placed *placed = nullptr;
        QPointF point; // in the row
    };

    void connectModel();
    void modelReset();
    void inserted(int first, int last);
    void removed(int first, int last);
    void dataChanged(int first, int last);
    void readTheme();
    void touch();
    void arrange() const;
    QSize arrangedSize() const;
    void arrangeNow();
    void updateScrollBar();
    void placeJumpButton();
    void askForMore();
    void reportSeen();
    bool isSeenByUser() const;
    void scheduleMidnight();
    void scrollByUser(int delta);
    void startAppearing(int row);

    Hit hitAt(const QPoint &point) const;
    void updateHover(const QPoint &point);
    void clearSelection();
    void moveCurrent(int step);
    void setCurrent(int row);
    void showTarget(const QUrl &url, const QPoint &globalPoint);
    void openMenu(int row, const QPoint &globalPoint);
    QMenu *newMenu();

    QPointer<QAbstractItemModel> m_model;
    mutable MessageStack m_stack;
    JumpButton *m_jump;
    QTimer m_arrangeTimer;
    QTimer m_midnight;
    QVariantAnimation m_appear;
    QPersistentModelIndex m_appearing;
    QPersistentModelIndex m_current;
    QPersistentModelIndex m_selected;
    qsizetype m_selectionFrom = 0; // where the mouse was pressed
    qsizetype m_selectionStart = 0;
    qsizetype m_selectionLength = 0;
    QPersistentModelIndex m_hovered;
    qsizetype m_hoveredLink = -1; // index into the row's links
    QPoint m_pressPoint;
    QUrl m_pressedLink;
    qint64 m_seenSeq = 0;
    int m_newBelow = 0;
    bool m_retryHovered = false;
    bool m_selecting = false;
    bool m_atLogEnd = true;
    bool m_atEnd = true;
    bool m_updatingBar = false;
    bool m_olderAsked = false;
    bool m_newerAsked = false;
};

} // namespace miniqq::client
