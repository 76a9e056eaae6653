package cn.tiyan.contracts;

import cn.tiyan.contracts.vocabulary.SourceKind;

/**
 * What an issue came from.
 *
 * @param kind which kind of source
 * @param id id of the finding, report or feedback record
 */
public record SourceRef(
        SourceKind kind,
        String id) {
}
