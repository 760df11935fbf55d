// SPDX-License-Identifier: MIT
// Files that others have written, or that were cut off.
#include "app/lab/lessons/lessonfile.h"
#include "common/tap/trafficexport.h"
#include "common/tap/trafficimport.h"
#include "server/core/serverconfig.h"
#include "tests/fuzz/fuzzbodies.h"
#include "tests/fuzz/promise.h"

#include <QTemporaryFile>

namespace miniqq::fuzz {

void serverConfig(QByteArrayView input)
{
    QTemporaryFile file;
    promise(file.open() && file.write(input.data(), input.size()) == input.size() && file.flush(),
            "there is room for a file");
    const Result<server::ServerConfig> read = server::readConfigFile(file.fileName());
    if (!read) {
        promise(read.error().text.contains(file.fileName()), "an error says in which file it is");
        return;
    }
    promise(input.back() == '\n', "what was cut off is refused");
    promise(read->ioThreads >= 1 && read->ioThreads <= server::ServerConfig::maxIoThreads,
            "numbers are within their ranges");
    promise(!read->dataDir.isEmpty() && read->passwordMemoryKiB > 0 && read->passwordIterations > 0,
            "nothing is switched off by a strange value");
}

void recording(QByteArrayView input)
{
    const Result<tap::RecordedLine> read = tap::fromJsonLine(input);
    if (!read) {
        promise(!read.error().text.isEmpty(), "an error says what is wrong");
        return;
    }
    if (read->missed > 0)
        return;
    const Result<tap::RecordedLine> again =
        tap::fromJsonLine(tap::toJsonLine(read->event, std::nullopt).trimmed());
    promise(again.ok(), "what was read can be written and read again");
    promise(again->event.length == read->event.length && again->event.result == read->event.result &&
                again->event.frame == read->event.frame && again->event.type == read->event.type,
            "nothing is lost by writing it");
}

void lesson(QByteArrayView input)
{
    const Result<lab::Lesson> read = lab::readLesson(input.toByteArray(), QStringLiteral("fuzz.json"));
    if (!read)
        promise(read.error().text.contains(QStringLiteral("fuzz.json")), "an error says in which file it is");
    else
        promise(!read->id.isEmpty() && !read->title.en.isEmpty(), "a lesson has a name");
}

} // namespace miniqq::fuzz
