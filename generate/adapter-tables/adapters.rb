# Runs PagerTree's adapters without their app: a request a line on standard input, what the adapter makes of it a line on
# standard output. The first argument is a checkout of PagerTree/pager_tree-integrations.
require "json"
require "securerandom"
require "ostruct"
require "active_support/all"
require "active_model"
require "action_controller"
require "action_view"
require "httparty"
require "jmespath"

ENV["TZ"] = "UTC"
MODELS = File.join(ARGV.fetch(0), "app/models/pager_tree/integrations")
RANDOM = "RANDOM"

# Text of a Hash as Ruby 3.4 writes it, whichever Ruby runs.
[Hash, ActiveSupport::HashWithIndifferentAccess].each do |hash|
  hash.class_eval do
    def inspect = "{" + map { |key, value| "#{key.inspect} => #{value.inspect}" }.join(", ") + "}"
    def to_s = inspect
  end
end

module ULID
  def self.generate = RANDOM
end

module SecureRandom
  def self.uuid = RANDOM
  def self.hex(_length = nil) = RANDOM
end

module ActiveModel
  module API; end
end

class UrlValidator < ActiveModel::EachValidator
  def validate_each(*) = nil
end

# What the adapters' class needs of the app: options, attributes, and callbacks that nothing calls.
class Record
  class << self
    %i[serialize encrypts before_validation validates validate has_one_attached after_initialize after_create_commit].each do |name|
      define_method(name) { |*, **| }
    end

    def attribute(name) = attr_accessor(name)

    def store_accessor(_store, *keys, prefix:)
      accessors = Module.new do
        keys.each do |key|
          define_method("#{prefix}_#{key}") { (@options ||= {})[key] }
          define_method("#{prefix}_#{key}=") { |value| (@options ||= {})[key] = value }
        end
      end
      include accessors
    end
  end

  attr_accessor :urgency, :prefix_id
end

module PagerTree
  module Integrations
    module Env; end

    def self.integration_parent_class = "Record"
    def self.integration_sentry_v3_client_secret = nil
  end
end

def namespace(parts)
  parts.reduce(PagerTree::Integrations) do |parent, part|
    name = part.camelize
    parent.const_defined?(name, false) ? parent.const_get(name, false) : parent.const_set(name, Module.new)
  end
end

def adapter(path)
  (@adapters ||= {})[path] ||= begin
    namespace(path.split("/")[0..-2])
    load File.join(MODELS, "#{path}.rb")
    "PagerTree::Integrations::#{path.split("/").map(&:camelize).join("::")}".constantize
  end
end

%w[boolean_store_accessor integration additional_datum alert].each { |file| load File.join(MODELS, "#{file}.rb") }
adapter("sixty_six_uptime/v3")

# Everything as Ruby's own text, so that 1, 1.0 and "1" are three.
def show(value)
  value = value.as_json if value.is_a?(Time) || value.is_a?(DateTime)
  value = value.to_i if value.is_a?(ActiveSupport::Duration)
  value.inspect
end

def alert_of(integration)
  alert = integration.adapter_process_create
  {
    title: show(alert.title),
    description: show(alert.description || nil),
    urgency: show(alert.urgency),
    dedup_keys: show(alert.dedup_keys),
    tags: show(alert.tags || []),
    meta: show(alert.meta),
    incident: show([alert.incident, alert.incident_severity, alert.incident_message])
  }.merge(alert.additional_data.each_with_index.to_h { |datum, index| ["datum #{index}", show(datum_of(datum))] })
end

def datum_of(datum)
  value = datum.value
  [datum.format, datum.label, (value.is_a?(Time) || value.is_a?(DateTime)) ? value.as_json : value]
end

def read(request)
  integration = adapter(request["adapter"]).new
  request["options"].each { |key, value| integration.send("option_#{key}=", value) }
  headers = request["headers"].to_h { |name, value| ["HTTP_#{name.upcase.tr("-", "_")}", value] }
  integration.adapter_incoming_request_params = JSON.parse(request["params"]).with_indifferent_access
  integration.adapter_incoming_deferred_request = OpenStruct.new(body: request["body"], headers: headers)
  integration.adapter_alert = request["hasAlert"] ? true : nil
  action = integration.adapter_action.to_s
  return {action: action} if action == "other"

  result = {action: action, thirdPartyId: show(integration.adapter_thirdparty_id || nil)}
  %w[create recreate].include?(action) ? result.merge(alert_of(integration)) : result
rescue NameError, TypeError, ArgumentError, JSON::ParserError
  {action: "error"}
end

$stdout.sync = true
$stdin.each_line { |line| puts read(JSON.parse(line)).to_json }
