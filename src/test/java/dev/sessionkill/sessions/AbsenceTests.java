package dev.sessionkill.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.core.Deadline;
import dev.sessionkill.core.ThreadId;
import dev.sessionkill.dbbrain.ProcessQuery;
import dev.sessionkill.dbbrain.Urgency;
import java.time.Duration;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When a session that a list does not show is taken to be gone. */
@Timeout(60)
class AbsenceTests extends ListedSessions {

    @Test
    void asksForAllWhenAListByIdIsEmpty() throws InterruptedException {
        lists.answer = query -> query.thread() == null ? rows(1, 2, 3) : rows();

        assertThat(present(look(7))).isEmpty();
        assertThat(lists.queries)
                .containsExactly(
                        ProcessQuery.byId(new ThreadId(7)), ProcessQuery.all(SharedLists.LIMIT));
    }

    @Test
    void believesTheListThatShowsASessionAndNotTheEmptyOne() throws InterruptedException {
        lists.answer = query -> query.thread() == null ? rows(1, 7) : rows();

        assertThat(present(look(7))).containsExactly(7L);
    }

    @Test
    void asksByIdAgainWhenTheListOfAllProvesNothing() throws InterruptedException {
        lists.answer = _ -> lists.queries.size() < 3 ? rows() : rows(7);

        assertThat(present(look(7))).containsExactly(7L);
        assertThat(lists.queries).hasSize(3);
    }

    @Test
    void believesAnEmptyListByIdOfASessionThatTheVendorSaysItHasKilled()
            throws InterruptedException {
        ThreadId thread = new ThreadId(7);

        assertThat(
                        present(
                                live.look(
                                        TARGET,
                                        Set.of(thread),
                                        Set.of(thread),
                                        Urgency.PROOF,
                                        Deadline.in(Duration.ofSeconds(20)))))
                .isEmpty();
        assertThat(lists.queries).containsExactly(ProcessQuery.byId(thread));
    }

    @Test
    void doesNotTakeAbsenceForProofWhenTheFilterWasNotApplied() throws InterruptedException {
        lists.answer = _ -> rows(1, 2, 3);

        assertThat(look(7)).isInstanceOf(Sighting.Unreadable.class);
    }

    @Test
    void asksByIdForWhatAListDoesNotShowThatMayBeCut() throws InterruptedException {
        lists.answer =
                query ->
                        query.thread() == null
                                ? rows(LongStream.rangeClosed(1, 20).toArray())
                                : query.thread().value() == 500 ? rows(500) : rows();

        assertThat(present(look(1, 500, 600))).containsExactly(1L, 500L);
        assertThat(lists.queries)
                .hasSize(3)
                .contains(
                        ProcessQuery.byId(new ThreadId(500)), ProcessQuery.byId(new ThreadId(600)));
    }
}
