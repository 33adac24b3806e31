package dev.sessionkill.system;

import static dev.sessionkill.system.Matrix.MODEL;
import static dev.sessionkill.system.Matrix.OWNERS;
import static dev.sessionkill.system.Matrix.PEOPLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.sandbox.Match;
import dev.sessionkill.system.GrantModel.Owner;
import dev.sessionkill.system.GrantModel.Person;
import dev.sessionkill.system.GrantModel.Place;
import dev.sessionkill.system.Matrix.Cell;
import dev.sessionkill.system.TestGateway.Answer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** Every caller at every endpoint, instance and session, held against {@link GrantModel}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuthorizationMatrixIT {

    /** The kills that were made, and by whom, where. */
    private final Map<String, Cell> kills = new LinkedHashMap<>();

    private final Map<Cell, Answer> answers = new LinkedHashMap<>();
    private MatrixGateway gateway;

    /** What lists and previews show is asked before anything is killed. */
    private final Map<Cell, Answer> lists = new LinkedHashMap<>();

    private final Map<Cell, Map<List<Owner>, Answer>> previews = new LinkedHashMap<>();
    private Set<Long> preparedForPreviews = Set.of();

    @BeforeAll
    void askForEverything() throws Exception {
        gateway = new MatrixGateway();
        for (Asked asked : together(this::ask)) {
            lists.put(asked.cell(), asked.list());
            previews.put(asked.cell(), asked.previews());
        }
        preparedForPreviews = gateway.sent(Match.PREPARE);
        // At the same time, so that kills of several callers share their calls.
        answers.putAll(
                together(it -> Map.entry(it, gateway.kill(it, OWNERS))).stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
        answers.forEach(
                (cell, answer) -> {
                    if (answer.status() != 403) {
                        kills.put(answer.id(), cell);
                    }
                });
    }

    /** What a caller is shown before anything is killed. */
    private record Asked(Cell cell, Answer list, Map<List<Owner>, Answer> previews) {}

    private interface Question<T> {

        T ask(Cell cell) throws Exception;
    }

    private static <T> List<T> together(Question<T> question) throws Exception {
        return TestGateway.together(
                Matrix.cells().stream().<Callable<T>>map(it -> () -> question.ask(it)).toList());
    }

    private Asked ask(Cell cell) throws Exception {
        Map<List<Owner>, Answer> forecasts = new LinkedHashMap<>();
        for (List<Owner> named : Matrix.selections()) {
            forecasts.put(named, gateway.foretell(cell, named));
        }
        return new Asked(cell, gateway.list(cell), forecasts);
    }

    @AfterAll
    void stop() throws Exception {
        gateway.close();
    }

    @Test
    void listsShowTheSessionsOfACallersGrantsAndNoOthers() {
        lists.forEach(
                (cell, answer) -> {
                    Optional<Set<Owner>> expected = cell.touchable("LIST", 1);

                    assertThat(answer.status())
                            .as("%s", cell)
                            .isEqualTo(expected.isEmpty() ? 403 : 200);
                    assertThat(owners(answer)).as("%s", cell).isEqualTo(expected.orElse(Set.of()));
                });
    }

    @Test
    void previewsForetellWhatACallerMayKillAndSendNothing() {
        previews.forEach(
                (cell, forecasts) ->
                        forecasts.forEach(
                                (named, answer) -> {
                                    Optional<Set<Owner>> expected =
                                            cell.touchable("KILL", named.size());

                                    assertThat(answer.status())
                                            .as("%s, %s", cell, named)
                                            .isEqualTo(expected.isEmpty() ? 403 : 200);
                                    expected.ifPresent(
                                            it -> assertOutcomes(answer, cell, named, it));
                                }));
        assertThat(preparedForPreviews).isEmpty();
    }

    @Test
    void killsEndTheSessionsOfACallersGrantsAndNoOthers() {
        List<Long> dead = new ArrayList<>();
        List<Long> untouched = new ArrayList<>();
        answers.forEach(
                (cell, answer) -> {
                    Optional<Set<Owner>> expected = cell.touchable("KILL", OWNERS.size());
                    int status =
                            expected.isEmpty()
                                    ? 403
                                    : expected.get().size() == OWNERS.size() ? 200 : 409;

                    assertThat(answer.status()).as("%s", cell).isEqualTo(status);
                    if (expected.isEmpty()) {
                        untouched.addAll(cell.threads(OWNERS));
                    } else {
                        assertOutcomes(answer, cell, OWNERS, expected.get());
                        dead.addAll(cell.threads(expected.get()));
                    }
                });

        assertThat(dead).isNotEmpty();
        assertThat(gateway.sent(Match.COMMIT)).containsExactlyInAnyOrderElementsOf(dead);
        assertThat(gateway.sent(Match.PREPARE)).doesNotContainAnyElementsOf(untouched);
        assertThat(gateway.alive()).doesNotContainAnyElementsOf(dead).containsAll(untouched);
    }

    @Test
    void aKillIsShownToItsRequesterAndToAuditorsAndCalledOffByHimAlone() throws Exception {
        assertThat(kills).isNotEmpty();
        for (Person person : PEOPLE) {
            for (Map.Entry<String, Cell> kill : kills.entrySet()) {
                String what = person + ", " + kill.getValue();
                boolean own = kill.getValue().person().equals(person);

                assertThat(gateway.kill(person, kill.getKey()).status())
                        .as(what)
                        .isEqualTo(maySee(person, kill.getValue()) ? 200 : 404);
                assertThat(gateway.callOff(person, kill.getKey()).status())
                        .as(what)
                        .isEqualTo(own ? 409 : 404);
            }
        }
    }

    @Test
    void aSearchFindsTheKillsThatACallerMaySee() throws Exception {
        for (Person person : PEOPLE) {
            Answer answer = gateway.kills(person);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(
                            answer.body()
                                    .path("kills")
                                    .valueStream()
                                    .map(it -> it.path("id").asString()))
                    .as("%s", person)
                    .containsExactlyInAnyOrderElementsOf(
                            kills.entrySet().stream()
                                    .filter(it -> maySee(person, it.getValue()))
                                    .map(Map.Entry::getKey)
                                    .toList());
        }
    }

    @Test
    void theRecordIsOpenToWhoAuditsEveryAccount() throws Exception {
        for (Person person : PEOPLE) {
            for (String path : List.of("/audit/events?limit=1", "/audit/verification")) {
                assertThat(gateway.get(person, path).status())
                        .as("%s, %s", person, path)
                        .isEqualTo(MODEL.auditsAll(person) ? 200 : 403);
            }
        }
    }

    @Test
    void quotasAreThoseOfTheAccountsThatACallerMayUse() throws Exception {
        for (Person person : PEOPLE) {
            Answer answer = gateway.get(person, "/quota");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(
                            answer.body()
                                    .path("quotas")
                                    .valueStream()
                                    .map(it -> it.path("account").asString())
                                    .collect(Collectors.toSet()))
                    .as("%s", person)
                    .isEqualTo(
                            Matrix.ACCOUNTS.stream()
                                    .filter(it -> MODEL.uses(person, it))
                                    .collect(Collectors.toSet()));
        }
    }

    @Test
    void onlyWhoIsGrantedEveryAccountIsToldThatOneIsUnknown() throws Exception {
        for (Person person : PEOPLE) {
            Cell cell = new Cell(person, new Place("missing", "cdb-b1"));

            assertThat(gateway.list(cell).status())
                    .as("%s", person)
                    .isEqualTo(cell.touchable("LIST", 1).isEmpty() ? 403 : 404);
            assertThat(gateway.kill(cell, OWNERS.subList(0, 1)).status())
                    .as("%s", person)
                    .isEqualTo(cell.touchable("KILL", 1).isEmpty() ? 403 : 404);
        }
    }

    private static boolean maySee(Person person, Cell kill) {
        return kill.person().equals(person) || MODEL.audits(person, kill.place().account());
    }

    private static void assertOutcomes(
            Answer answer, Cell cell, List<Owner> named, Set<Owner> touchable) {
        for (Owner owner : named) {
            assertThat(answer.outcome(cell.thread(OWNERS.indexOf(owner))))
                    .as("%s, %s", cell, owner)
                    .isEqualTo(touchable.contains(owner) ? "KILLED" : "NOT_PERMITTED");
        }
    }

    private static Set<Owner> owners(Answer list) {
        return list.body()
                .path("sessions")
                .valueStream()
                .map(it -> new Owner(it.path("user").stringValue(), text(it.path("db"))))
                .collect(Collectors.toSet());
    }

    private static @Nullable String text(JsonNode value) {
        return value.isNull() ? null : value.stringValue();
    }
}
