package dev.sessionkill.audit;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The checkpoints in the database, within the transaction that is under way if there is one. */
@Repository
class CheckpointTable {

    private final JdbcClient jdbc;

    CheckpointTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Those of the latest events: a chain that passes through one has passed through all before.
     */
    List<SignedNote> newest(int most) {
        return jdbc
                .sql("select note from audit_checkpoint order by seq desc, at desc limit :most")
                .param("most", most)
                .query(String.class)
                .list()
                .stream()
                .map(it -> SignedNote.readAll(it == null ? "" : it))
                .flatMap(Optional::stream)
                .flatMap(List::stream)
                .toList();
    }

    /** Adds it, unless another replica has made the same. */
    void add(SignedNote note) {
        Checkpoint checkpoint = note.checkpoint();
        jdbc.sql(
                        """
                        insert into audit_checkpoint (seq, at, hash, note)
                        select :seq, :at, :hash, :note
                         where not exists (select 1 from audit_checkpoint
                                            where seq = :seq and at = :at)
                        """)
                .param("seq", checkpoint.end().seq())
                .param("at", checkpoint.at().toEpochMilli())
                .param("hash", checkpoint.end().hash())
                .param("note", note.whole())
                .update();
    }
}
