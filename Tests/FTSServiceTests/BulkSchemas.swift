/// What OpenSearch and Elasticsearch document of `_bulk` and of the creation of an index, as schemas in our words: of each object the
/// members that both have, and of types, tokenizers and filters those that both know.
enum BulkSchemas {
  static let text = """
    {"components": {"schemas": {
      "Action": {"anyOf": [
        {"type": "object", "additionalProperties": false, "required": ["index"],
          "properties": {"index": {"$ref": "#/components/schemas/ActionTarget"}}},
        {"type": "object", "additionalProperties": false, "required": ["create"],
          "properties": {"create": {"$ref": "#/components/schemas/ActionTarget"}}},
        {"type": "object", "additionalProperties": false, "required": ["update"],
          "properties": {"update": {"$ref": "#/components/schemas/ActionTarget"}}},
        {"type": "object", "additionalProperties": false, "required": ["delete"],
          "properties": {"delete": {"$ref": "#/components/schemas/ActionTarget"}}}]},
      "ActionTarget": {"type": "object", "additionalProperties": false, "properties": {
        "_index": {"type": "string"}, "_id": {"type": "string"}, "routing": {"type": "string"},
        "version": {"type": "integer"}, "version_type": {"enum": ["external", "external_gte"]},
        "if_seq_no": {"type": "integer"}, "if_primary_term": {"type": "integer"},
        "require_alias": {"type": "boolean"}}},
      "Source": {"type": "object"},

      "Creation": {"type": "object", "additionalProperties": false, "properties": {
        "aliases": {"type": "object"}, "settings": {"$ref": "#/components/schemas/Settings"},
        "mappings": {"$ref": "#/components/schemas/Mappings"}}},
      "Settings": {"type": "object", "additionalProperties": false, "properties": {
        "similarity": {"type": "object", "additionalProperties": {"$ref": "#/components/schemas/Similarity"}},
        "analysis": {"$ref": "#/components/schemas/Analysis"}}},
      "Similarity": {"type": "object", "additionalProperties": false, "required": ["type"], "properties": {
        "type": {"enum": ["BM25"]}, "k1": {"type": "number"}, "b": {"type": "number"},
        "discount_overlaps": {"type": "boolean"}}},
      "Analysis": {"type": "object", "additionalProperties": false, "properties": {
        "analyzer": {"type": "object", "additionalProperties": {"$ref": "#/components/schemas/CustomAnalyzer"}},
        "tokenizer": {"type": "object", "additionalProperties": {"$ref": "#/components/schemas/Tokenizer"}},
        "filter": {"type": "object", "additionalProperties": {"$ref": "#/components/schemas/TokenFilter"}}}},
      "CustomAnalyzer": {"type": "object", "additionalProperties": false, "required": ["type", "tokenizer"], "properties": {
        "type": {"enum": ["custom"]}, "tokenizer": {"type": "string"},
        "filter": {"type": "array", "items": {"type": "string"}},
        "char_filter": {"type": "array", "items": {"type": "string"}}, "position_increment_gap": {"type": "integer"}}},
      "Tokenizer": {"type": "object", "additionalProperties": false, "required": ["type"], "properties": {
        "type": {"enum": ["simple_pattern"]}, "pattern": {"type": "string"}}},
      "TokenFilter": {"anyOf": [
        {"type": "object", "additionalProperties": false, "required": ["type"], "properties": {
          "type": {"enum": ["snowball"]}, "language": {"enum": [
            "Arabic", "Armenian", "Basque", "Catalan", "Danish", "Dutch", "English", "Estonian", "Finnish", "French",
            "German", "German2", "Hungarian", "Irish", "Italian", "Kp", "Lithuanian", "Lovins", "Norwegian", "Porter",
            "Portuguese", "Romanian", "Russian", "Serbian", "Spanish", "Swedish", "Turkish"]}}},
        {"type": "object", "additionalProperties": false, "required": ["type"], "properties": {
          "type": {"enum": ["stemmer"]}, "language": {"enum": ["possessive_english"]}}},
        {"type": "object", "additionalProperties": false, "required": ["type", "keywords"], "properties": {
          "type": {"enum": ["keyword_marker"]}, "keywords": {"type": "array", "items": {"type": "string"}},
          "ignore_case": {"type": "boolean"}}}]},
      "Mappings": {"type": "object", "additionalProperties": false, "properties": {
        "dynamic": {"enum": [true, false, "strict"]}, "date_detection": {"type": "boolean"},
        "numeric_detection": {"type": "boolean"},
        "dynamic_templates": {"type": "array", "items":
          {"type": "object", "additionalProperties": {"$ref": "#/components/schemas/DynamicTemplate"}}},
        "properties": {"type": "object", "additionalProperties": {"$ref": "#/components/schemas/Field"}}}},
      "DynamicTemplate": {"type": "object", "additionalProperties": false, "required": ["mapping"], "properties": {
        "match": {"type": "string"}, "path_match": {"type": "string"}, "unmatch": {"type": "string"},
        "path_unmatch": {"type": "string"}, "match_mapping_type":
          {"enum": ["*", "boolean", "date", "double", "long", "object", "string"]},
        "mapping": {"$ref": "#/components/schemas/Field"}}},
      "Field": {"anyOf": [
        {"type": "object", "additionalProperties": false, "required": ["type"], "properties": {
          "type": {"enum": ["keyword"]}, "ignore_above": {"type": "integer", "minimum": 0, "maximum": 2147483647},
          "doc_values": {"type": "boolean"}, "index": {"type": "boolean"}}},
        {"type": "object", "additionalProperties": false, "required": ["type"], "properties": {
          "type": {"enum": ["text"]}, "analyzer": {"type": "string"}, "index": {"type": "boolean"},
          "fields": {"type": "object", "additionalProperties": {"$ref": "#/components/schemas/Field"}}}},
        {"type": "object", "additionalProperties": false, "required": ["type"], "properties": {
          "type": {"enum": ["double"]}, "ignore_malformed": {"type": "boolean"}, "coerce": {"type": "boolean"}}},
        {"type": "object", "additionalProperties": false, "required": ["type"], "properties": {
          "type": {"enum": ["date"]}, "format": {"enum": ["strict_date_optional_time", "epoch_millis"]},
          "ignore_malformed": {"type": "boolean"}}}]}
    }}}
    """
}
