// SPDX-License-Identifier: MIT
#include "app/ui/shell/peoplepage.h"

#include "app/core/client.h"
#include "app/models/peoplemodel.h"
#include "app/ui/shell/persondelegate.h"
#include "common/ui/emptystate.h"
#include "common/ui/inputfield.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QListView>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace miniqq::client {

PeoplePage::PeoplePage(Client &client, QWidget *parent)
    : Pane(&ui::Theme::panel, {}, parent)
    , m_client(client)
    , m_model(new PeopleModel(client, this))
    , m_filter(new PeopleFilterModel(m_model, this))
    , m_search(new ui::SearchField({}, this))
    , m_pages(new QStackedWidget(this))
    , m_list(new QListView(this))
    , m_empty(new ui::EmptyState(this))
    , m_everybody(m_empty->addAction({}, {}, ui::ButtonKind::Secondary))
{
    m_list->setModel(m_filter);
    m_list->setItemDelegate(new PersonDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setMouseTracking(true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *top = new QVBoxLayout;
    top->setContentsMargins(16, 12, 16, 8);
    top->addWidget(m_search);
    column->addLayout(top);
    m_empty->setDrawing(ui::EmptyState::Drawing::Icon, QStringLiteral("people"));
    m_pages->addWidget(m_list);
    m_pages->addWidget(m_empty);
    column->addWidget(m_pages, 1);

    connect(m_search, &QLineEdit::textChanged, m_filter, &PeopleFilterModel::setText);
    connect(m_everybody, &QPushButton::clicked, this, [this] {
        m_search->clear();
        m_search->setFocus();
    });
    connect(m_filter, &QAbstractItemModel::rowsInserted, this, &PeoplePage::showListOrWhyNot);
    connect(m_filter, &QAbstractItemModel::rowsRemoved, this, &PeoplePage::showListOrWhyNot);
    connect(m_filter, &QAbstractItemModel::modelReset, this, &PeoplePage::showListOrWhyNot);
    connect(&client, &Client::stateChanged, this, &PeoplePage::showListOrWhyNot);
    const auto choose = [this](const QModelIndex &index) {
        Q_EMIT personChosen(index.data(PeopleModel::AccountRole).toByteArray());
    };
    // From the field the arrows walk the list, and Enter takes the person marked, or the only one left.
    m_search->installEventFilter(this);
    connect(m_search, &QLineEdit::returnPressed, this, [this, choose] {
        QModelIndex index = m_list->currentIndex();
        if (!index.isValid())
            index = m_filter->index(0, 0);
        if (index.isValid())
            choose(index);
    });
    connect(m_list, &QListView::clicked, this, choose);
    connect(m_list, &QListView::activated, this, choose);
    retranslate();
}

void PeoplePage::startSearch()
{
    m_search->setFocus();
    m_search->selectAll();
}

bool PeoplePage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        const int key = static_cast<const QKeyEvent *>(event)->key();
        if (key == Qt::Key_Down || key == Qt::Key_Up) {
            QCoreApplication::sendEvent(m_list, event);
            return true;
        }
    }
    return Pane::eventFilter(watched, event);
}

void PeoplePage::showListOrWhyNot()
{
    if (m_filter->rowCount() > 0) {
        m_pages->setCurrentWidget(m_list);
        return;
    }
    const bool filtered = m_model->rowCount() > 0;
    m_everybody->setVisible(filtered);
    if (filtered)
        m_empty->setText(tr("Nobody of that name"), tr("No name and no account contains what you typed."));
    else if (m_client.isOnline())
        m_empty->setText(tr("Nobody else is here yet"), tr("Whoever registers on this server appears here."));
    else
        m_empty->setText(tr("Nobody is known yet"), tr("People appear here once you are connected."));
    m_pages->setCurrentWidget(m_empty);
}

void PeoplePage::retranslate()
{
    m_search->setPrompt(tr("Search people"));
    m_list->setAccessibleName(tr("People"));
    m_everybody->setText(tr("Show everybody"));
    showListOrWhyNot();
}

void PeoplePage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Pane::changeEvent(event);
}

} // namespace miniqq::client
