package cn.tiyan.issue.merging;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.issue.issue.Action;
import cn.tiyan.issue.issue.Issue;
import cn.tiyan.issue.issue.IssueDesk;
import cn.tiyan.issue.issue.Issues;
import cn.tiyan.issue.issue.Status;
import cn.tiyan.platform.aggregate.AggregateStore;
import cn.tiyan.testkit.Persona;
import cn.tiyan.testkit.PlatformTest;
import cn.tiyan.testkit.contract.KafkaTopics;
import cn.tiyan.testkit.http.Http;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Duplicates go where their survivor goes, over the events that tell of it. */
@PlatformTest
class MergingIT {

    @Autowired
    private Http http;
    @Autowired
    private Issues issues;
    @Autowired
    private AggregateStore store;
    private IssueDesk desk;

    @BeforeEach
    void openTheDesk() {
        desk = new IssueDesk(http, issues);
    }

    @Test
    void closesWithItsSurvivorAndReopensWithIt() {
        String survivor = desk.comeTo(Status.SUBMITTED);
        String duplicate = desk.registered();
        merge(duplicate, survivor);
        desk.take(Action.VERIFY, survivor);
        desk.take(Action.RATE, survivor);
        desk.take(Action.CLOSE, survivor);
        KafkaTopics.await("the duplicate to close with its survivor", () -> read(duplicate).survivorClosed());
        assertThat(desk.read(duplicate).at("/survivor/id")).isEqualTo(survivor);
        assertThat(desk.read(duplicate).json().at("/survivor/closed").asBoolean()).isTrue();
    }

    @Test
    void isJudgedByItselfWhenItsSurvivorIsOutOfScope() {
        String survivor = desk.comeTo(Status.TRIAGED);
        String duplicate = desk.registered();
        merge(duplicate, survivor);
        desk.take(Action.REJECT, survivor);
        KafkaTopics.await("the duplicate to be an issue of its own again", () -> read(duplicate).status() == Status.REGISTERED);
        assertThat(read(duplicate).survivor()).isNull();
        assertThat(read(duplicate).history().getLast().note()).contains(read(survivor).number(), "不予受理");
    }

    @Test
    void followsWhoeverGoesOnInTheEndInWhateverOrderTheyWereMerged() {
        String first = desk.registered();
        String second = desk.registered();
        String third = desk.registered();
        String last = desk.comeTo(Status.TRIAGED);
        merge(first, second);
        merge(third, second);
        merge(second, last);
        for (String follower : List.of(first, second, third)) {
            KafkaTopics.await(follower + " to follow the last", () -> last.equals(read(follower).survivor()));
        }
    }

    @Test
    void keepsOneOfTwoThatAreMergedIntoEachOtherAtTheSameTime() throws Exception {
        for (int round = 0; round < 3; round++) {
            String one = desk.registered();
            String other = desk.registered();
            try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
                var answers = List.of(people.submit(() -> post(one, other)), people.submit(() -> post(other, one)));
                for (var answer : answers) {
                    assertThat(answer.get().status()).isIn(200, 422);
                }
            }
            KafkaTopics.await("one to survive and the other to follow", () -> {
                List<Issue> both = Stream.of(one, other).map(this::read).toList();
                List<Issue> merged = both.stream().filter(issue -> issue.status() == Status.MERGED).toList();
                return merged.size() == 1 && both.stream().anyMatch(issue -> issue.status() != Status.MERGED && issue.id().equals(merged.getFirst().survivor()));
            });
        }
    }

    private void merge(String duplicate, String survivor) {
        assertThat(post(duplicate, survivor).status()).isEqualTo(200);
    }

    private Http.Answer post(String duplicate, String survivor) {
        return http.as(Persona.SHENYANG_OFFICE).at(desk.version(duplicate)).post("/api/v1/issues/" + duplicate + "/merger", Map.of("survivor", survivor));
    }

    private Issue read(String id) {
        return store.find(Issue.class, id).orElseThrow();
    }
}
