# SPDX-License-Identifier: MIT
"""The rooms of the house and who may look into which: the law that check.py applies."""

_FOUNDATION = {"common/base"}
_WIRE = _FOUNDATION | {"common/wire"}
_PROTOCOL = _WIRE | {"common/protocol"}
_TAP = _PROTOCOL | {"common/tap"}
_NET = _PROTOCOL | {"common/net"}

# room -> rooms whose headers it may include (its own always)
MAY_INCLUDE = {
    "common/base": set(),
    "common/wire": _FOUNDATION,
    "common/protocol": _WIRE,
    "common/tap": _PROTOCOL,
    "common/net": _PROTOCOL,
    "common/sql": _FOUNDATION,
    "common/ui": _TAP,
    "server/store": _PROTOCOL | {"common/sql"},
    "server/files": _PROTOCOL,
    "server/domain": _PROTOCOL | {"server/store", "server/files"},
    "server/net": _NET | {"server/domain"},
    "server/core": _TAP | _NET | {"common/sql", "server/store", "server/files", "server/domain", "server/net"},
    "server/ctl": _PROTOCOL | {"common/net", "server/store", "server/domain", "server/core"},
    "server/gui": _TAP | {"common/ui", "server/core"},
    "app/types": _PROTOCOL,
    "app/store": _PROTOCOL | {"common/sql", "app/types"},
    "app/core": _TAP | _NET | {"app/types", "app/store"},
    "app/models": _TAP | {"app/types", "app/store", "app/core"},
    "app/ui": _TAP | {"common/ui", "app/types", "app/store", "app/core", "app/models"},
    "app/lab/address": _FOUNDATION,
    "app/lab/core": _TAP | _NET,
    "app/lab/lessons": _TAP | _NET | {"app/lab/core", "app/lab/address"},
    "app/lab/cli": _TAP | _NET | {"app/lab/core", "app/lab/address", "app/lab/lessons"},
    "app/lab/models": _TAP | {"app/lab/core"},
    "app/lab/workbench": _TAP | {"app/lab/core", "app/lab/models", "app/lab/lessons"},
    "app/lab/ui": _TAP | {"common/ui", "app/lab/core", "app/lab/address", "app/lab/models", "app/lab/workbench"},
    "app/lab/ui/address": _TAP | {"common/ui", "app/lab/address"},
    "app/lab/ui/free": _TAP | {"common/ui", "app/lab/core", "app/lab/models", "app/lab/workbench", "app/lab/ui"},
    "app/lab/ui/lessons": _TAP | {"common/ui", "app/lab/core", "app/lab/models", "app/lab/lessons", "app/lab/workbench",
                                  "app/lab/ui"},
    # Puts the Lab's tabs together; app/ui sees its one header and nothing else of the Lab.
    "app/lab/ui/page": _TAP | {"common/ui", "app/lab/core", "app/lab/models", "app/lab/address", "app/lab/ui",
                               "app/lab/ui/address", "app/lab/ui/free", "app/lab/ui/lessons"},
}

# Single headers that more rooms may see: interfaces and values without anything behind them.
MAY_INCLUDE_HEADER = {
    "common/tap/trafficsink.h": {"common/net", "server/net"},
    "server/domain/logsink.h": {"server/gui"},
    "server/domain/limithits.h": {"server/gui"},
    "app/lab/ui/page/labpage.h": {"app/ui"},
    # What kind an address is, by its digits alone.
    "common/net/addresses.h": {"app/ui", "app/lab/address"},
    "common/net/specialblocks.h": {"app/lab/address"},
    "server/net/connectionstatus.h": {"server/ctl"},
    "common/net/sockets.h": {"app/lab/address"},  # descriptors and addresses as the kernel has them
}

# A header of a room that may use less than the room itself.
HEADER_LIMITS = {"common/tap/trafficsink.h": _FOUNDATION}

# Components that are two halves of one thing: they may know each other. Anything else is a circle.
BELONG_TOGETHER = (
    {"common/sql/database", "common/sql/statement"},
    {"server/core/configkeys", "server/core/serverconfig"},
    {"app/core/catchup", "app/core/conversationservice"},
    {"app/store/historystore", "app/store/storejobs"},
    # An interface whose source file holds the factory of its one implementation.
    {"server/store/serverstore", "server/store/sqliteaccountstore", "server/store/sqliteconversationstore",
     "server/store/sqlitefilestore", "server/store/sqlitemessagestore", "server/store/storeengine", "server/store/storethread"},
)

# Programs are put together here: main*.cpp and what stands beside it. They may see everything.
COMPOSITION_ROOTS = r"(^|/)[a-z_]*main[a-z_]*\.cpp$|^(app|server)/[a-z_]+\.(h|cpp)$"

WIDGET_ROOMS = ("common/ui", "server/gui", "app/ui", "app/lab/ui")
SQL_ROOMS = ("common/sql", "server/store", "app/store")
JSON_ROOMS = ("common/protocol", "app/lab/lessons")  # messages; lesson files, which teachers write
# Qt Core only: no headers of Qt Gui either.
CORE_ONLY_ROOMS = ("common/base", "common/wire", "common/protocol", "common/tap", "common/sql", "server/domain",
                   "server/store", "server/files", "app/types", "app/store", "app/core", "app/models", "app/lab/address", "app/lab/models",
                   "app/lab/workbench")

GUI_HEADERS = {
    "QBitmap", "QBrush", "QClipboard", "QColor", "QCursor", "QDesktopServices", "QFont", "QFontDatabase", "QFontMetrics",
    "QGuiApplication", "QIcon", "QImage", "QImageReader", "QKeyEvent", "QKeySequence", "QMouseEvent", "QMovie",
    "QPaintDevice", "QPaintEvent", "QPainter", "QPainterPath", "QPalette", "QPen", "QPixmap", "QPixmapCache", "QPolygon",
    "QRegion", "QScreen", "QStandardItemModel", "QStyleHints", "QTextDocument", "QTextLayout", "QTextOption", "QWindow",
}
WIDGET_HEADERS = {
    "QAbstractButton", "QAbstractItemView", "QAbstractScrollArea", "QAction", "QActionGroup", "QApplication",
    "QBoxLayout", "QButtonGroup", "QCheckBox", "QComboBox", "QCompleter", "QDialog", "QDialogButtonBox", "QDockWidget",
    "QFileDialog", "QFormLayout", "QFrame", "QGraphicsView", "QGridLayout", "QGroupBox", "QHBoxLayout", "QHeaderView",
    "QLabel", "QLayout", "QLineEdit", "QListView", "QListWidget", "QMainWindow", "QMenu", "QMenuBar", "QMessageBox",
    "QPlainTextEdit", "QProgressBar", "QProxyStyle", "QPushButton", "QRadioButton", "QScrollArea", "QScrollBar",
    "QShortcut", "QSizeGrip", "QSlider", "QSpinBox", "QSplitter", "QStackedWidget", "QStatusBar", "QStyle",
    "QStyleFactory", "QStyleOption", "QStyledItemDelegate", "QSystemTrayIcon", "QTabBar", "QTabWidget", "QTableView",
    "QTableWidget", "QTextBrowser", "QTextEdit", "QToolBar", "QToolButton", "QToolTip", "QTreeView", "QTreeWidget",
    "QVBoxLayout", "QWidget", "QWidgetAction",
}
