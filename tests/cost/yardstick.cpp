// SPDX-License-Identifier: MIT
#include "common/sql/database.h"
#include "tests/cost/cost.h"

#include <QByteArray>
#include <QHash>
#include <QString>

#include <memory>
#include <stdexcept>
#include <vector>

namespace miniqq::cost {

int useLibraries()
{
    constexpr int rounds = 2000;
    sql::DatabaseOptions options;
    options.path = QStringLiteral(":memory:");
    auto database = sql::Database::open(options);
    if (!database || !database->exec("CREATE TABLE t (a INTEGER PRIMARY KEY, b)"))
        throw std::runtime_error("no database");
    QHash<QByteArray, int> numbers;
    std::vector<std::unique_ptr<QByteArray>> kept;

    beginCounting();
    {
        const Counted counted;
        for (int i = 0; i < rounds; ++i) {
            const QByteArray key = "key " + QByteArray::number(i % 97);
            numbers[key] += i;
            QByteArray bytes(100 + i % 1500, char('a' + i % 26));
            bytes += QString::fromUtf8(bytes).left(64).toUtf8();
            kept.push_back(std::make_unique<QByteArray>(bytes.constData(), bytes.size()));
            if (kept.size() > 32)
                kept.erase(kept.begin(), kept.begin() + 16);
        }
        if (!database->exec("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) "
                            "INSERT INTO t SELECT i, hex(zeroblob(50)) FROM n"))
            throw std::runtime_error("nothing was stored");
    }
    if (numbers.size() != 97 || *database->queryInt64("SELECT count(*) FROM t") != rounds)
        throw std::runtime_error("the libraries do not count right");
    return rounds;
}

} // namespace miniqq::cost
