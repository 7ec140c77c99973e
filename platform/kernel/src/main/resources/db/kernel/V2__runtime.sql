-- Which events a plugin wants, so that a node that has not loaded it (yet, or any more) queues them all the same.

CREATE TABLE plugin_handler (
  plugin_id  VARCHAR(40) NOT NULL COMMENT 'plugin',
  handler    VARCHAR(40) NOT NULL COMMENT 'name of the handler in the plugin',
  event_type VARCHAR(60) NOT NULL COMMENT 'type of the event that it wants',
  PRIMARY KEY (plugin_id, handler)
) COMMENT 'event handlers of installed plugins, written by the node that loads a version first';
