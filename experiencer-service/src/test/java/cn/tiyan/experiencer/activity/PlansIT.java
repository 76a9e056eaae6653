package cn.tiyan.experiencer.activity;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tiyan.testkit.PlatformTest;
import com.mongodb.ExplainVerbosity;
import com.mongodb.client.FindIterable;
import org.bson.Document;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;

/** How the database finds what activities and surveys ask for. */
@PlatformTest
class PlansIT {

    @Autowired
    private MongoTemplate mongo;

    /** What is sorted is sorted by its index, so that a page costs what it shows. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
        "activity; {within: '210100'}; {startsAt: -1, _id: -1}",
        "activity; {$and: [{within: '210100'}, {'plan.theme': 'TRAVEL'}]}; {startsAt: -1, _id: -1}",
        "activity; {$and: [{within: '210100'}, {'plan.kind': 'OPEN_DAY'}]}; {startsAt: -1, _id: -1}",
        "activity; {$and: [{within: '210100'}, {status: 'HELD'}]}; {startsAt: -1, _id: -1}",
        "participation; {within: '210100', activityId: 'act_1'}; {createdAt: -1, _id: -1}",
        "participation; {within: '210100', activityId: 'act_1', answer: 'ACCEPTED'}; {createdAt: -1, _id: -1}",
        "participation; {activityId: 'act_1', answer: 'ACCEPTED'}; {acceptedAt: 1, _id: 1}",
        "questionnaire; {within: '210100'}; {createdAt: -1, _id: -1}",
        "questionnaire; {within: '210100', status: 'CLOSED'}; {createdAt: -1, _id: -1}",
        "survey_answer; {questionnaireId: 'qst_1'}; {_id: 1}",
        "experiencer; {$and: [{within: '210100', status: 'APPOINTED', tenures: {$elemMatch: {from: {$lte: '2026'}, to: {$gte: '2026'}}}}]}; {lastAskedAt: 1, _id: 1}"})
    void sortsByAnIndex(String collection, String filter, String sort) {
        String plan = plan(mongo.getCollection(collection).find(Document.parse(filter)).sort(Document.parse(sort)).limit(50)
                .hintString(collection.equals("experiencer") ? "within-status-asked" : null));
        assertThat(plan).contains("IXSCAN").doesNotContain("COLLSCAN").doesNotContain("\"SORT\"");
    }

    /** What one person's own records are, or what one activity's are, is little: it may be sorted. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
        "participation; {experiencerId: {$in: ['exp_1', 'exp_2']}, answer: 'ACCEPTED'}",
        "participation; {activityId: 'act_1', codeMark: 'x', within: '210100'}",
        "participation; {activityId: 'act_1', round: 1}",
        "participation; {$or: [{activityId: 'act_1', answer: 'ACCEPTED', acceptedAt: {$lte: 1}}, {activityId: 'act_2', answer: 'ACCEPTED', acceptedAt: {$lte: 2}}]}",
        "questionnaire; {$and: [{status: 'PUBLISHED'}, {$or: [{'content.audience.activityId': {$in: ['act_1']}}, {'content.audience.unit': {$in: ['210100']}}]}]}",
        "experiencer; {owner: 'somebody'}"})
    void findsByAnIndex(String collection, String filter) {
        assertThat(plan(mongo.getCollection(collection).find(Document.parse(filter)))).contains("IXSCAN").doesNotContain("COLLSCAN");
    }

    /** The one that is taken; those that were weighed besides may sort. */
    private static String plan(FindIterable<Document> found) {
        return found.explain(ExplainVerbosity.QUERY_PLANNER).get("queryPlanner", Document.class).get("winningPlan", Document.class).toJson();
    }
}
