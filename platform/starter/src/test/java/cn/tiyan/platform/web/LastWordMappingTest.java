package cn.tiyan.platform.web;

import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

class LastWordMappingTest {

    @RestController
    static class Desk {

        @GetMapping("/issues/{issue}")
        String one(@PathVariable String issue) {
            return "one " + issue;
        }

        @GetMapping("/issues/lists")
        String lists() {
            return "lists";
        }

        @PostMapping("/issues/{issue}/accept")
        String accept(@PathVariable String issue) {
            return "accept " + issue;
        }

        @GetMapping({"/issues/{issue}/history", "/issues/{issue}/record"})
        String either() {
            return "either";
        }

        @GetMapping("/files/{*path}")
        String rest(@PathVariable String path) {
            return "rest " + path;
        }
    }

    private final MockMvc http = MockMvcBuilders.standaloneSetup(new Desk()).setCustomHandlerMapping(LastWordMapping::new).build();

    @ParameterizedTest
    @CsvSource({
            "/issues/7, one 7",
            "/issues/accept, one accept",
            "/issues/lists, lists",
            "/issues/7/history, either",
            "/issues/7/record, either",
            "/files/a/accept, rest /a/accept",
    })
    void findsWhatSpringFinds(String path, String answer) throws Exception {
        http.perform(get(URI.create(path))).andExpect(content().string(answer));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/issues/7/accept", "/issues/7/acc%65pt"})
    void readsTheLastWordDecoded(String path) throws Exception {
        http.perform(post(URI.create(path))).andExpect(content().string("accept 7"));
    }

    @Test
    void stillTellsAnotherMethodFromAnotherPath() throws Exception {
        http.perform(get("/issues/7/accept")).andExpect(status().isMethodNotAllowed()).andExpect(header().string("Allow", containsString("POST")));
        http.perform(post("/issues/7/accept/")).andExpect(status().isNotFound());
        http.perform(post("/issues/7/accepted")).andExpect(status().isNotFound());
    }
}
