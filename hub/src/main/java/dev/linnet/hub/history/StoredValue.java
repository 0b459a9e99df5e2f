package dev.linnet.hub.history;

import dev.linnet.protocol.Value;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A value in a column: a real is a number, an integer a boolean, text is text. */
final class StoredValue {
    private StoredValue() {}

    static Value read(ResultSet row, int column) throws SQLException {
        return switch (row.getObject(column)) {
            case Double number -> Value.of(number);
            case Integer flag -> Value.of(flag != 0);
            case String text -> Value.of(text);
            case null, default -> throw new SQLException("the history holds a value of an unknown form");
        };
    }

    static void bind(PreparedStatement statement, int parameter, Value value) throws SQLException {
        switch (value) {
            case Value.Numeric number -> statement.setDouble(parameter, number.value());
            case Value.Bool bool -> statement.setInt(parameter, bool.value() ? 1 : 0);
            case Value.Text text -> statement.setString(parameter, text.value());
        }
    }
}
