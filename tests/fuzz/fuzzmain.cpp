// SPDX-License-Identifier: MIT
// One of the functions under libFuzzer; MINIQQ_FUZZED says which.
#include "tests/fuzz/fuzzbodies.h"

#include <QApplication>
#include <QLoggingCategory>
#include <QStandardPaths>

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QLoggingCategory::setFilterRules(QStringLiteral("miniqq.*=false"));
    QStandardPaths::setTestModeEnabled(true);
    static QApplication application(*argc, *argv);
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    miniqq::fuzz::MINIQQ_FUZZED(QByteArrayView(data, qsizetype(size)));
    return 0;
}
