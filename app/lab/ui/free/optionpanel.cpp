// SPDX-License-Identifier: MIT
#include "app/lab/ui/free/optionpanel.h"

#include "common/ui/iconbutton.h"
#include "common/ui/label.h"
#include "common/ui/marks.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTableView>

namespace miniqq::lab {

using namespace ui;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int rowHeight = 28;

/// Options in the fixed font, levels as small headings.
class OptionDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        const Theme &theme = themeOf(option->widget);
        const bool level = index.data(OptionModel::LevelRole).toBool();
        option->font = theme.font(level ? FontRole::Caption : FontRole::Code,
                                  level ? Strength::Strong : Strength::Regular);
        const bool editable = index.flags() & Qt::ItemIsEditable;
        const bool value = index.column() == OptionModel::Value;
        option->palette.setColor(QPalette::Text, level               ? theme.text2
                                                 : value && editable ? theme.accentText
                                                                     : theme.text);
    }
};

} // namespace

OptionPanel::OptionPanel(Workbench &bench, QWidget *parent)
    : Pane(&Theme::panel, {}, parent)
    , m_bench(bench)
    , m_model(new OptionModel(this))
    , m_title(new Label({}, FontRole::Heading, Strength::Strong, &Theme::text, this))
    , m_badge(new Badge(Provenance::Observed, u"getsockopt()"_s, this))
    , m_sockets(new QComboBox(this))
    , m_refresh(new IconButton(u"retry"_s, {}, this))
    , m_table(new QTableView(this))
    , m_note(new Label({}, FontRole::Caption, Strength::Regular, &Theme::text2, this))
{
    m_sockets->setMinimumHeight(metric::inputHeight);
    m_sockets->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_sockets->setMinimumContentsLength(8);
    m_table->setModel(m_model);
    m_table->setItemDelegate(new OptionDelegate(m_table));
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed |
                             QAbstractItemView::AnyKeyPressed);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(rowHeight);
    m_table->verticalHeader()->setMinimumSectionSize(rowHeight);
    m_table->horizontalHeader()->setSectionResizeMode(OptionModel::Name, QHeaderView::Stretch);
    m_table->horizontalHeader()->setSectionResizeMode(OptionModel::Value, QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_note->setWordWrap(true);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metric::pagePadding, metric::cardPadding, metric::pagePadding,
                               metric::cardPadding);
    column->setSpacing(metric::grid);
    auto *head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_badge);
    column->addLayout(head);
    auto *choice = new QHBoxLayout;
    choice->setSpacing(metric::grid);
    choice->addWidget(m_sockets, 1);
    choice->addWidget(m_refresh);
    column->addLayout(choice);
    column->addWidget(m_table, 1);
    column->addWidget(m_note);

    connect(&bench, &Workbench::socketsChanged, this, &OptionPanel::listSockets);
    connect(m_sockets, &QComboBox::currentIndexChanged, this, &OptionPanel::choose);
    connect(m_refresh, &QAbstractButton::clicked, m_model, &OptionModel::refresh);
    connect(m_model, &OptionModel::noted, this, [this] {
        m_note->setColour(m_model->noteIsProblem() ? &Theme::err : &Theme::text2);
        m_note->setText(m_model->note());
        m_note->setVisible(!m_model->note().isEmpty());
    });
    m_note->hide();
    retranslate();
    listSockets();
}

QString OptionPanel::note() const
{
    return m_model->note();
}

void OptionPanel::listSockets()
{
    const qint64 before = m_sockets->currentData().toLongLong();
    const auto open = m_bench.openSockets();
    bool same = int(open.size()) == m_sockets->count();
    for (size_t i = 0; same && i < open.size(); ++i) {
        same = m_sockets->itemData(int(i)).toLongLong() == open[i].id.value() &&
               m_sockets->itemText(int(i)) == open[i].title;
    }
    if (same)
        return;
    {
        const QSignalBlocker quiet(m_sockets);
        m_sockets->clear();
        for (const auto &socket : open)
            m_sockets->addItem(socket.title, socket.id.value());
        m_sockets->setCurrentIndex(std::max(0, m_sockets->findData(before)));
    }
    m_sockets->setEnabled(m_sockets->count() > 0);
    m_refresh->setEnabled(m_sockets->count() > 0);
    if (m_sockets->currentData().toLongLong() != before || m_model->rowCount() == 0)
        choose();
}

void OptionPanel::choose()
{
    const ConnectionId id(m_sockets->currentData().toLongLong());
    m_model->setSource([this, id] { return m_bench.findSocket(id); });
    m_table->clearSpans(); // another kind of socket has its levels elsewhere
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (m_model->index(row, 0).data(OptionModel::LevelRole).toBool())
            m_table->setSpan(row, 0, 1, OptionModel::columns);
    }
}

void OptionPanel::retranslate()
{
    m_title->setText(tr("Socket options"));
    m_sockets->setAccessibleName(tr("Socket"));
    m_sockets->setPlaceholderText(tr("No socket is open"));
    m_refresh->setLabel(tr("Read them again"));
    m_table->setAccessibleName(tr("Socket options"));
    const int current = m_sockets->currentIndex();
    m_model->refresh();
    m_sockets->setCurrentIndex(current);
}

void OptionPanel::showEvent(QShowEvent *event)
{
    Pane::showEvent(event);
    listSockets();
    m_model->refresh();
}

void OptionPanel::changeEvent(QEvent *event)
{
    Pane::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        listSockets();
    }
}

} // namespace miniqq::lab
