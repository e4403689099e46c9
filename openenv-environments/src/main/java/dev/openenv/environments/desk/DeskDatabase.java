package dev.openenv.environments.desk;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;

/** The desk in a database of its own, in memory, which ends with its connection. Confined to one thread at a time. */
final class DeskDatabase implements AutoCloseable {

    private static final String SCHEMA =
            """
            create table person (name varchar primary key, team varchar not null);
            create table ticket (id int primary key, title varchar not null, status varchar not null,
              priority varchar not null, requester varchar not null references person,
              assignee varchar references person, merged_into int references ticket);
            create table comment (number int auto_increment primary key, ticket int not null references ticket,
              author varchar not null, text varchar not null);
            """;
    private static final String FOUND =
            """
             from ticket where (? = '' or locate(lower(?), lower(title)) > 0) and (? is null or status = ?)
             and (? is null or priority = ?) and (? is null or requester = ?)
             and (? is null or assignee = ? or ? = '' and assignee is null)
            """;

    private final Connection connection;

    /** What is looked for; null for anything, an empty assignee for nobody. */
    record Search(
            String word,
            @Nullable Status status,
            @Nullable Priority priority,
            @Nullable String requester,
            @Nullable String assignee) {}

    private DeskDatabase(Connection connection) {
        this.connection = connection;
    }

    static DeskDatabase of(Desk desk) {
        try {
            var source = new JdbcDataSource();
            source.setUrl("jdbc:h2:mem:;DB_CLOSE_ON_EXIT=FALSE"); // no name: it goes with its connection
            var database = new DeskDatabase(source.getConnection());
            database.fill(desk);
            return database;
        } catch (SQLException e) {
            throw new IllegalStateException("the desk's database cannot be made: " + e.getMessage(), e);
        }
    }

    private void fill(Desk desk) throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute(SCHEMA);
        }
        try (var insert = connection.prepareStatement("insert into person values (?, ?)")) {
            for (var person : desk.people()) {
                set(insert, person.name(), person.team().name());
                insert.addBatch();
            }
            insert.executeBatch();
        }
        try (var insert = connection.prepareStatement("insert into ticket values (?, ?, ?, ?, ?, ?, null)")) {
            for (var ticket : desk.tickets().values()) {
                set(
                        insert,
                        ticket.id(),
                        ticket.title(),
                        ticket.status().name(),
                        ticket.priority().name(),
                        ticket.requester(),
                        ticket.assignee());
                insert.addBatch();
            }
            insert.executeBatch();
        }
        try (var insert = connection.prepareStatement("insert into comment (ticket, author, text) values (?, ?, ?)")) {
            for (var id : desk.tickets().keySet()) {
                for (var comment : desk.comments(id)) {
                    set(insert, id, comment.author(), comment.text());
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
        connection.commit();
        connection.setAutoCommit(true);
    }

    private static void set(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (var i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    private interface Rows<T> {

        T read(ResultSet rows) throws SQLException;
    }

    private <T> List<T> query(String sql, Rows<T> row, @Nullable Object... values) {
        try (var statement = connection.prepareStatement(sql)) {
            set(statement, values);
            try (var rows = statement.executeQuery()) {
                var all = new ArrayList<T>();
                while (rows.next()) {
                    all.add(row.read(rows));
                }
                return all;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the desk's database failed with code " + e.getErrorCode(), e);
        }
    }

    private void change(String sql, @Nullable Object... values) {
        try (var statement = connection.prepareStatement(sql)) {
            set(statement, values);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("the desk's database failed with code " + e.getErrorCode(), e);
        }
    }

    List<Person> people() {
        return query(
                "select name, team from person order by name",
                rows -> new Person(rows.getString(1), Team.valueOf(rows.getString(2))));
    }

    int count(Search search) {
        return query("select count(*)" + FOUND, rows -> rows.getInt(1), parameters(search))
                .get(0);
    }

    List<Ticket> find(Search search, int from, int most) {
        var sql = "select *" + FOUND + " order by id limit " + most + " offset " + from;
        return query(sql, DeskDatabase::ticket, parameters(search));
    }

    private static @Nullable Object[] parameters(Search search) {
        var status = search.status() == null ? null : search.status().name();
        var priority = search.priority() == null ? null : search.priority().name();
        return new @Nullable Object[] {
            search.word(),
            search.word(),
            status,
            status,
            priority,
            priority,
            search.requester(),
            search.requester(),
            search.assignee(),
            search.assignee(),
            search.assignee()
        };
    }

    Optional<Ticket> ticket(int id) {
        return query("select * from ticket where id = ?", DeskDatabase::ticket, id).stream()
                .findFirst();
    }

    private static Ticket ticket(ResultSet rows) throws SQLException {
        return new Ticket(
                rows.getInt("id"),
                rows.getString("title"),
                Status.valueOf(rows.getString("status")),
                Priority.valueOf(rows.getString("priority")),
                rows.getString("requester"),
                rows.getString("assignee"),
                rows.getObject("merged_into", Integer.class));
    }

    List<Comment> comments(int id) {
        return query(
                "select author, text from comment where ticket = ? order by number",
                rows -> new Comment(rows.getString(1), rows.getString(2)),
                id);
    }

    void comment(int id, Comment comment) {
        change("insert into comment (ticket, author, text) values (?, ?, ?)", id, comment.author(), comment.text());
    }

    void save(Ticket ticket) {
        change(
                "update ticket set status = ?, priority = ?, assignee = ?, merged_into = ? where id = ?",
                ticket.status().name(),
                ticket.priority().name(),
                ticket.assignee(),
                ticket.mergedInto(),
                ticket.id());
    }

    /** All that is there. */
    Desk desk() {
        var desk = Desk.empty();
        query("select * from ticket", DeskDatabase::ticket).forEach(desk::put);
        query("select ticket, author, text from comment order by number", rows -> {
            desk.say(rows.getInt(1), new Comment(rows.getString(2), rows.getString(3)));
            return true;
        });
        return desk;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("the desk's database did not close: " + e.getMessage(), e);
        }
    }
}
